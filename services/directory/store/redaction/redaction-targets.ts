import { type RawBuilder, sql } from 'kysely'
import { REDACTED, type RedactableType } from '../../domain/redaction/redactable.ts'
import { VERSION_TABLES, type VersionTable } from '../import/version-tables.ts'

/** A column that carries a field. `blank` is what stands there afterwards; a null stays one. */
interface RedactedColumn {
  readonly field: string
  readonly column: string
  readonly blank: RawBuilder<unknown>
}

/** A table in which a redaction of one type of subject blanks columns. */
export interface RedactionTarget {
  readonly type: RedactableType
  readonly table: VersionTable
  /** Row `t` of the table tells of the redacted `r`: subject_id, fields and related. */
  readonly isOf: RawBuilder<boolean>
  readonly columns: readonly RedactedColumn[]
}

const NOTHING = sql`null`
const MARKER = sql`${sql.lit(REDACTED)}`

// A block that were null would be inherited from the unit above, and tell something else instead of nothing.
const emptyBlock = (keys: readonly string[]): RawBuilder<unknown> =>
  sql`${sql.lit(JSON.stringify(Object.fromEntries(keys.map((key) => [key, null]))))}::jsonb`

const ADDRESS = emptyBlock([
  ...['street', 'building', 'floor', 'suite', 'postCode', 'city', 'municipality', 'country'],
  'position',
])
const CONTACT = emptyBlock(['phone', 'email', 'website'])

const named = (name: string): VersionTable => {
  const table = VERSION_TABLES.find((each) => each.name === name)
  if (!table) throw new TypeError(`Cannot redact in table "${name}": there is none`)
  return table
}

const isRelated = (kind: string, key: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.lit(`${kind}:`)} || ${key} = any(r.related)`

/** Everything that a redaction blanks. */
export const REDACTION_TARGETS: readonly RedactionTarget[] = [
  {
    type: 'Organisation',
    table: named('organisation_version'),
    isOf: sql<boolean>`t.sor_id = r.subject_id`,
    columns: [
      { field: 'name', column: 'name', blank: MARKER },
      { field: 'cvr', column: 'cvr', blank: NOTHING },
      { field: 'contact', column: 'contact', blank: CONTACT },
      { field: 'addresses', column: 'postal', blank: ADDRESS },
      { field: 'addresses', column: 'visiting', blank: ADDRESS },
      { field: 'addresses', column: 'activity', blank: ADDRESS },
    ],
  },
  {
    type: 'Organisation',
    table: named('yder_version'),
    isOf: isRelated('yder', sql`t.ydernummer`),
    columns: [{ field: 'name', column: 'name', blank: MARKER }],
  },
  {
    type: 'Organisation',
    table: named('shak_version'),
    isOf: isRelated('shak', sql`t.code`),
    columns: [{ field: 'name', column: 'name', blank: MARKER }],
  },
  {
    type: 'Organisation',
    table: named('group_member_version'),
    isOf: sql<boolean>`t.sor_id = r.subject_id`,
    columns: [{ field: 'name', column: 'name', blank: NOTHING }],
  },
  {
    type: 'Endpoint',
    table: named('mailbox_version'),
    // SOR names no network; what it says of the GLN is said of the mailbox on each.
    isOf: sql<boolean>`t.gln = split_part(r.subject_id, '.', 1)
      and coalesce(t.network, split_part(r.subject_id, '.', 2)) = split_part(r.subject_id, '.', 2)`,
    columns: [{ field: 'address', column: 'address', blank: NOTHING }],
  },
  {
    type: 'Endpoint',
    table: named('access_point_version'),
    isOf: isRelated('access-point', sql`t.access_point_id`),
    columns: [
      { field: 'accessPoint', column: 'url', blank: NOTHING },
      { field: 'accessPoint', column: 'certificate', blank: NOTHING },
    ],
  },
]
