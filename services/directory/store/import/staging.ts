import { sql, type Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import type { Fact, FactKind, Rejection, Removal } from '../../domain/facts.ts'
import type { Tables } from '../tables.ts'
import { NULL_FIELD, textField } from './copy-text.ts'
import { copyTurns } from './copy-turns.ts'
import { payloadHash, type StagedFact, stagedRow } from './staged-row.ts'
import { tableOf, VERSION_TABLES } from './version-tables.ts'

/** Where the rows of a table wait; it lives on the import's connection and dies with its transaction. */
export const stageOf = (name: string): string => `stage_${name}`

/** Rows that broke a rule: `file` is the number of the file, from 0. */
export const REJECTIONS = 'stage_rejection'

/** What a delta takes away. */
export const REMOVALS = 'stage_removal'

const MESSAGE_TYPES = 'stage_message_type'

/** The file that a row comes from. */
export interface StagedFile {
  /** From 0. */
  readonly number: number
  /** Whether its format gives a unit one GLN at most. */
  readonly onePerUnit: boolean
}

/** Takes what a feed yields, in any order of kinds. */
export interface Staging {
  add(item: Fact | Rejection | Removal, file: StagedFile): void
  /** To be awaited after each batch, so that no more is read than the database takes. */
  turn(): Promise<void>
  /** After the last row: gathers message types by mailbox and lets the planner look. */
  finish(): Promise<void>
}

/** Makes empty staging tables inside the transaction, in place of those of the source before. */
export async function openStaging(trx: Transaction<Tables>, client: ClientBase): Promise<Staging> {
  await createTables(trx)
  const copies = copyTurns(client, targets())
  return {
    add: (item, file) => copies.add(...copyLine(item, file)),
    turn: () => copies.turn(),
    async finish() {
      await copies.finish()
      await gatherMessageTypes(trx)
      for (const table of VERSION_TABLES) await analyse(trx, stageOf(table.name))
      await analyse(trx, REJECTIONS)
    },
  }
}

const analyse = (trx: Transaction<Tables>, name: string) =>
  sql`analyze ${sql.table(name)}`.execute(trx)

const PLACE = ['file', 'line'] as const
const PERIOD = ['track', 'valid_from', 'valid_to', 'dated', 'hash'] as const
const REJECTION = [...PLACE, 'rule', 'value', 'message', 'subject_kind', 'subject_key'] as const

function targets(): ReadonlyMap<string, readonly string[]> {
  const facts = VERSION_TABLES.filter(({ kind }) => kind !== 'message-type').map(
    ({ name, columns }) => [stageOf(name), [...PLACE, ...PERIOD, ...columns]] as const,
  )
  return new Map<string, readonly string[]>([
    ...facts,
    [MESSAGE_TYPES, [...PLACE, 'gln', 'network', 'raw']],
    [REJECTIONS, REJECTION],
    [REMOVALS, ['kind', 'key']],
  ])
}

function copyLine(
  item: Fact | Rejection | Removal,
  file: StagedFile,
): [target: string, line: string] {
  switch (item.kind) {
    case 'rejection':
      return [REJECTIONS, rejectionLine(item, file.number)]
    case 'removal':
      return [REMOVALS, [item.subject.kind, item.subject.key].map(textField).join('\t')]
    case 'message-type':
      return [MESSAGE_TYPES, line(file.number, item.line, [item.gln, item.network, item.raw])]
    default:
      return factLine(item, file)
  }
}

// Longer than any key of a register, and short enough for an index.
const MAX_TRACK = 200

function factLine(fact: StagedFact, file: StagedFile): [string, string] {
  const row = stagedRow(fact, file.onePerUnit)
  if (row.track.length > MAX_TRACK) {
    const value = row.track.slice(0, 100)
    const message = `Cannot take row "${value}": its key is longer than ${MAX_TRACK} characters`
    const rule = 'ROW_MALFORMED'
    const subject = null
    return copyLine({ kind: 'rejection', line: fact.line, rule, value, subject, message }, file)
  }
  const { payload } = row
  const dated = row.isDated ? 't' : 'f'
  const days = `${row.validFrom ?? NULL_FIELD}\t${row.validTo ?? NULL_FIELD}`
  const head = `${file.number}\t${fact.line}\t${textField(row.track)}\t${days}\t${dated}`
  return [
    stageOf(tableOf(fact.kind).name),
    `${head}\t${payloadHash(payload)}\t${payload.join('\t')}`,
  ]
}

const rejectionLine = ({ line: at, rule, value, message, subject }: Rejection, file: number) =>
  line(file, at, [rule, value, message, subject?.kind ?? null, subject?.key ?? null])

const line = (file: number, at: number, fields: readonly (string | null)[]): string =>
  `${file}\t${at}\t${fields.map(textField).join('\t')}`

async function createTables(trx: Transaction<Tables>): Promise<void> {
  for (const { name, columns } of VERSION_TABLES) {
    const stage = sql.table(stageOf(name))
    const kept = sql.join(['track', 'valid_from', 'valid_to', 'hash', ...columns].map(sql.ref))
    await sql`drop table if exists pg_temp.${stage}`.execute(trx)
    await sql`create temp table ${stage} on commit drop as
      select 0 as file, 0 as line, false as dated, ${kept} from ${sql.table(name)} with no data`.execute(
      trx,
    )
  }
  await create(trx, MESSAGE_TYPES, [...PLACE, 'gln', 'network', 'raw'])
  await create(trx, REJECTIONS, REJECTION)
  await create(trx, REMOVALS, ['kind', 'key'])
}

const NUMBERS: ReadonlySet<string> = new Set(PLACE)

async function create(
  trx: Transaction<Tables>,
  name: string,
  columns: readonly string[],
): Promise<void> {
  const typed = columns.map(
    (column) => sql`${sql.ref(column)} ${NUMBERS.has(column) ? sql`int` : sql`text collate "C"`}`,
  )
  await sql`drop table if exists pg_temp.${sql.table(name)}`.execute(trx)
  await sql`create temp table ${sql.table(name)} (${sql.join(typed)}) on commit drop`.execute(trx)
}

async function gatherMessageTypes(trx: Transaction<Tables>): Promise<void> {
  const { name } = tableOf('message-type' satisfies FactKind)
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
