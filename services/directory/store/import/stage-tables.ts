import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { tableOf, VERSION_TABLES } from './version-tables.ts'

/** Where the rows of a table wait; it lives on the import's connection and dies with its transaction. */
export const stageOf = (name: string): string => `stage_${name}`

/** Rows that broke a rule: `file` is the number of the file, from 0. */
export const REJECTIONS = 'stage_rejection'

/** What a delta takes away. */
export const REMOVALS = 'stage_removal'

/** Message types, each by itself. */
export const MESSAGE_TYPES = 'stage_message_type'

const PLACE = ['file', 'line'] as const
const PERIOD = ['track', 'valid_from', 'valid_to', 'dated', 'hash'] as const

const PLAIN: ReadonlyMap<string, readonly string[]> = new Map([
  [MESSAGE_TYPES, [...PLACE, 'gln', 'network', 'raw']],
  [REJECTIONS, [...PLACE, 'rule', 'value', 'message', 'subject_kind', 'subject_key']],
  [REMOVALS, ['kind', 'key']],
])

/** What is copied into: table → its columns, in the order of a line's fields. */
export const COPY_TARGETS: ReadonlyMap<string, readonly string[]> = new Map([
  ...PLAIN,
  ...VERSION_TABLES.map(
    ({ name, columns }) => [stageOf(name), [...PLACE, ...PERIOD, ...columns]] as const,
  ),
])

/** Makes one staging table anew. */
export async function createStage(trx: Transaction<Tables>, target: string): Promise<void> {
  const plain = PLAIN.get(target)
  const stage = sql.table(target)
  if (plain) {
    await sql`create temp table ${stage} (${sql.join(plain.map(column))}) on commit drop`.execute(
      trx,
    )
    return
  }
  const table = VERSION_TABLES.find(({ name }) => stageOf(name) === target)
  if (!table) throw new TypeError(`Cannot make staging table "${target}": it is of no table`)
  const kept = sql.join(['track', 'valid_from', 'valid_to', 'hash', ...table.columns].map(sql.ref))
  await sql`create temp table ${stage} on commit drop as
    select 0 as file, 0 as line, false as dated, ${kept} from ${sql.table(table.name)} with no data`.execute(
    trx,
  )
}

const NUMBERS: ReadonlySet<string> = new Set(PLACE)

const column = (name: string) =>
  sql`${sql.ref(name)} ${NUMBERS.has(name) ? sql`int` : sql`text collate "C"`}`

/** Takes away what the source before left in staging. */
export async function dropStages(trx: Transaction<Tables>): Promise<void> {
  const names = [...COPY_TARGETS.keys()].map((name) => sql`pg_temp.${sql.table(name)}`)
  await sql`drop table if exists ${sql.join(names)}`.execute(trx)
}

/** Gathers message types by mailbox. */
export async function gatherMessageTypes(trx: Transaction<Tables>): Promise<void> {
  const { name } = tableOf('message-type')
  await sql`
    insert into ${sql.table(stageOf(name))}
      (file, line, track, dated, hash, gln, network, raw_types)
    select file, line, gln || '|' || coalesce(network, ''), false,
           left(encode(sha256(convert_to(array_to_string(types, chr(31)), 'UTF8')), 'base64'), 16),
           gln, network, types
    from (
      select min(file) as file, min(line) as line, gln, network,
             array_agg(distinct raw collate "C" order by raw collate "C") as types
      from ${sql.table(MESSAGE_TYPES)}
      group by gln, network
    ) as gathered`.execute(trx)
}
