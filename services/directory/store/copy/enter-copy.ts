import { type RawBuilder, sql, type Transaction } from 'kysely'
import { REDACTABLE, type RedactableType } from '../../domain/redaction/redactable.ts'
import { CopyUnreadable } from '../../errors/copying.ts'
import { blankSubject } from '../redaction/blank-subject.ts'
import type { Tables } from '../tables.ts'
import { COPY_TABLES, type CopyTable } from './copy-tables.ts'
import { arrivedOf } from './stage-copy.ts'

/** Rows from which on the planner must hear of them at once. */
const ANALYZE_FROM = 1_000

/** Takes everything out of the register, so that a whole copy can take its place; readers see the old one until it has. */
export async function clearRegister(trx: Transaction<Tables>): Promise<void> {
  for (const { name } of COPY_TABLES.toReversed()) {
    await sql`delete from ${sql.table(name)}`.execute(trx)
  }
  await sql`delete from rejected_row`.execute(trx)
}

/** Brings staged lines into the tables: redactions first, for what comes along is blank already. */
export async function enterCopy(
  trx: Transaction<Tables>,
  arrived: ReadonlySet<string>,
): Promise<void> {
  for (const table of COPY_TABLES) {
    if (!arrived.has(table.name)) continue
    if (table.name === 'redaction') await carryOutRedactions(trx)
    if (table.hasEnds) await enterEnds(trx, table)
    const entered = await enterRows(trx, table)
    if (entered >= ANALYZE_FROM) await sql`analyze ${sql.table(table.name)}`.execute(trx)
  }
}

/** Lines of a table as its rows, by the name `row`. */
const rowsOf = ({ name }: CopyTable): RawBuilder<unknown> => sql`
  ${sql.table(arrivedOf(name))} as arrived,
  jsonb_populate_record(null::${sql.table(name)}, arrived.line -> 'row') as row`

async function enterRows(trx: Transaction<Tables>, table: CopyTable): Promise<number> {
  const columns = sql.join(table.columns.map(sql.ref))
  const values = sql.join(table.columns.map((column) => sql.ref(`row.${column}`)))
  // What a copy does not tell of a redaction is for its own hub.
  const [extra, value] =
    table.name === 'redaction' ? [sql`, related`, sql`, '{}'::text[]`] : [sql``, sql``]
  const inOrder = table.hasEnds ? sql`order by row.track` : sql``
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table.name)} (${columns}${extra}) overriding system value
    select ${values}${value} from ${rowsOf(table)} where arrived.line ? 'row' ${inOrder}
    ${table.name === 'source' ? REPLACE_SOURCE : sql``}`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

// All sources come with every copy, for who may see one can change.
const REPLACE_SOURCE = sql`on conflict (name) do update set format = excluded.format, rank = excluded.rank,
  visibility = excluded.visibility, is_sample = excluded.is_sample`

async function enterEnds(trx: Transaction<Tables>, { name }: CopyTable): Promise<void> {
  await sql`
    update ${sql.table(name)} as t set last_revision = ended.last_revision
    from (
      select (line -> 'end' ->> 'id')::bigint as id, (line -> 'end' ->> 'last_revision')::int as last_revision
      from ${sql.table(arrivedOf(name))} where line ? 'end'
    ) as ended
    where t.id = ended.id`.execute(trx)
}

async function carryOutRedactions(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ type: string; id: string; fields: readonly string[] }>`
    select line -> 'row' ->> 'subject_type' as type, line -> 'row' ->> 'subject_id' as id,
      array(select jsonb_array_elements_text(line -> 'row' -> 'fields')) as fields
    from ${sql.table(arrivedOf('redaction'))} order by (line -> 'row' ->> 'id')::int`.execute(trx)
  for (const { type, id, fields } of rows) {
    if (!isRedactable(type)) throw new CopyUnreadable(`Cannot redact ${type}: it is unknown here`)
    await blankSubject(trx, { subjectType: type, subjectId: id, fields })
  }
}

const isRedactable = (type: string): type is RedactableType => Object.hasOwn(REDACTABLE, type)
