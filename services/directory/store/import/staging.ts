import { sql, type Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import type { Fact, Rejection, Removal } from '../../domain/statement/facts.ts'
import { rejection, showable } from '../../domain/statement/rejection.ts'
import type { Tables } from '../tables.ts'
import { NULL_FIELD, textField } from './copy-text.ts'
import { copyTurns } from './copy-turns.ts'
import { preferDeltas } from './prefer-deltas.ts'
import {
  COPY_TARGETS,
  createStage,
  dropStages,
  gatherMessageTypes,
  MESSAGE_TYPES,
  REJECTIONS,
  REMOVALS,
  stageOf,
} from './stage-tables.ts'
import { payloadHash, type StagedFact, stagedRow } from './staged-row.ts'
import { tableOf, VERSION_TABLES, type VersionTable } from './version-tables.ts'

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
  /**
   * After the last row: lets deltas go before snapshots, gathers message types by mailbox and lets the planner look.
   *
   * @param deltas numbers of the files that are deltas beside others that are not; empty where all are of one kind
   * @returns the tables to work on, units always among them: what the files state, or the source holds
   */
  finish(deltas: readonly number[]): Promise<readonly VersionTable[]>
}

// Below that a plan made without statistics is as good, and looking costs more than it saves.
const WORTH_A_LOOK = 1_000

/** Makes staging ready inside the transaction, for the rows of one source. */
export async function openStaging(
  trx: Transaction<Tables>,
  client: ClientBase,
  source: string,
): Promise<Staging> {
  await dropStages(trx)
  await createStage(trx, REJECTIONS)
  await createStage(trx, REMOVALS)
  const isMade = new Set([REJECTIONS, REMOVALS])
  const make = async (target: string): Promise<void> => {
    if (!isMade.has(target)) await createStage(trx, target)
    isMade.add(target)
  }
  const copies = copyTurns(client, COPY_TARGETS, make)
  return {
    add: (item, file) => copies.add(...copyLine(item, file)),
    turn: () => copies.turn(),
    async finish(deltas) {
      const counts = await copies.finish()
      const tables: VersionTable[] = []
      for (const table of VERSION_TABLES) {
        const isStated = (counts.get(linesOf(table)) ?? 0) > 0
        if (!isStated && table.kind !== 'organisation' && !(await holdsAny(trx, table, source)))
          continue
        await make(stageOf(table.name))
        if (isStated && deltas.length > 0) await preferDeltas(trx, table, deltas)
        if (isStated && table.kind === 'message-type') await gatherMessageTypes(trx)
        tables.push(table)
      }
      const looked = [...tables.map(({ name }) => stageOf(name)), REJECTIONS]
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
      for (const name of total > WORTH_A_LOOK ? looked : []) {
        await sql`analyze ${sql.table(name)}`.execute(trx)
      }
      return tables
    },
  }
}

const linesOf = ({ kind, name }: VersionTable): string =>
  kind === 'message-type' ? MESSAGE_TYPES : stageOf(name)

async function holdsAny(
  trx: Transaction<Tables>,
  { name }: VersionTable,
  source: string,
): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (
      select from ${sql.table(name)} where source = ${source} and last_revision is null
    ) as any`.execute(trx)
  return rows[0]?.any ?? false
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
    const value = showable(row.track)
    const message = `Cannot take row "${value}": its key is longer than ${MAX_TRACK} characters`
    const where = { line: fact.line, rule: 'ROW_MALFORMED', subject: null } as const
    return copyLine(rejection({ ...where, value, message }), file)
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
