import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Kysely, sql } from 'kysely'
import { openTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { migrateToLatest } from '../../kit/database.ts'
import type {
  Fact,
  FactKind,
  FeedItem,
  MailboxFact,
  OrganisationFact,
  Rejection,
  Removal,
  ReplacementFact,
} from '../domain/statement/facts.ts'
import { type LocalDate, localDate } from '../domain/time/local-date.ts'
import type { Feed } from '../source/feed.ts'
import { importFiles } from '../source/import/import-files.ts'
import type { ImportInput, ImportOptions, ImportPlan } from '../source/import/plan.ts'
import type { ImportReport } from '../source/import-report.ts'
import { migrations } from '../store/migrations/migrations.ts'
import type { Tables } from '../store/tables.ts'

/** A migrated database of its own. */
export const openRegister = (): Promise<TestDatabase<Tables>> =>
  openTestDatabase<Tables>((db) => migrateToLatest(db, migrations))

/** A format of the tests: a line with its name, then what it states, one JSON value a line. */
export const linesFeed = (format: string): Feed => ({
  format,
  order: 1,
  recognises: (head) => head.startsWith(`${format}\n`),
  async *read(file) {
    const lines = (await text(await file.open())).trim().split('\n').slice(1)
    const items = lines.map((line): FeedItem => JSON.parse(line))
    for (let at = 0; at < items.length; at += 7) yield items.slice(at, at + 7)
  },
})

const FORMATS = ['sor-xml', 'sor2-csv', 'sor-csv', 'eer', 'edityper', 'shak', 'yder']
const FEEDS = FORMATS.map(linesFeed)

/** What a file of the tests holds. */
export interface Stated {
  readonly format?: string
  readonly on: string | null
  readonly instant?: string
  readonly speaksFor?: readonly FactKind[]
  readonly isDelta?: boolean
  readonly items: readonly (Fact | Rejection | Removal)[]
}

export function file(stated: Stated, name = 'register'): ImportInput {
  const header: FeedItem = {
    kind: 'header',
    snapshotDate: stated.on === null ? null : localDate(stated.on),
    snapshotInstant: stated.instant ?? null,
    speaksFor: stated.speaksFor ?? ['organisation', 'mailbox', 'replacement', 'message-type'],
    isDelta: stated.isDelta ?? false,
  }
  const items = stated.items.map((item, index) => ({ ...item, line: index + 2 }))
  const lines = [stated.format ?? 'sor-xml', ...[header, ...items].map((it) => JSON.stringify(it))]
  return { name, open: async () => Readable.from([Buffer.from(`${lines.join('\n')}\n`)]) }
}

/** Imports files into the register of a test. */
export const importing = (
  register: TestDatabase<Tables>,
  inputs: readonly ImportInput[],
  options: ImportOptions = {},
  more: Partial<ImportPlan> = {},
): Promise<ImportReport> =>
  importFiles({
    url: register.url,
    inputs,
    options,
    feedFor: (head) => FEEDS.find((feed) => feed.recognises(head)) ?? null,
    ...more,
  })

const day = (text: string | null | undefined): LocalDate | null =>
  text === null || text === undefined ? null : localDate(text)

/** A unit; a period is written `from..to`, open where a side is empty. */
export function unit(
  sorId: string,
  period = '2020-01-01..',
  more: Partial<OrganisationFact> = {},
): OrganisationFact {
  const [from, to] = period.split('..')
  return {
    kind: 'organisation',
    line: 0,
    sorId,
    validFrom: day(from || null),
    validTo: day(to || null),
    firstFrom: null,
    name: `Unit ${sorId}`,
    level: 'UNIT',
    type: null,
    specialities: [],
    cvr: null,
    ydernumre: [],
    shak: null,
    parentId: null,
    inheritsGln: null,
    region: null,
    postal: null,
    visiting: null,
    activity: null,
    contact: null,
    ...more,
  }
}

/** A mailbox that SOR states. */
export function mailbox(
  sorId: string | null,
  gln: string,
  period = '2020-01-01..',
  more: Partial<MailboxFact> = {},
): MailboxFact {
  const [from, to] = period.split('..')
  return {
    kind: 'mailbox',
    line: 0,
    register: 'sor',
    resourceId: null,
    sorId,
    gln,
    network: null,
    validFrom: day(from || null),
    validTo: day(to || null),
    status: 'ACTIVE',
    rawStatus: null,
    internalOnly: false,
    connectionType: null,
    address: null,
    accessPointId: null,
    mimeTypes: [],
    ...more,
  }
}

/** A mailbox that the endpoint register states. */
export const endpoint = (gln: string, more: Partial<MailboxFact> = {}): MailboxFact =>
  mailbox(null, gln, '..', { register: 'eer', network: 'vans', ...more })

export const replacement = (sorId: string, replacedBy: string): ReplacementFact => ({
  kind: 'replacement',
  line: 0,
  sorId,
  replacedBy,
})

export const rejection = (kind: FactKind, key: string): Rejection => ({
  kind: 'rejection',
  line: 0,
  rule: 'DATE_INVALID',
  value: 'x',
  subject: { kind, key },
  message: `Cannot take ${kind} "${key}": its date is none`,
})

/** Everything that the register says of units, as text, in a fixed order. */
export const unitRows = (db: Kysely<Tables>, revision: number): Promise<readonly string[]> =>
  rowsOf(db, revision, sql`organisation_version`, sql`name || coalesce(' < ' || parent_id, '')`)

/** The same of mailboxes. */
export const mailboxRows = (db: Kysely<Tables>, revision: number): Promise<readonly string[]> =>
  rowsOf(
    db,
    revision,
    sql`mailbox_version`,
    sql`coalesce(sor_id, '-') || ' ' || gln || ' ' || status`,
  )

async function rowsOf(
  db: Kysely<Tables>,
  revision: number,
  table: ReturnType<typeof sql>,
  said: ReturnType<typeof sql>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ row: string }>`
    select format('%s %s..%s %s', track, valid_from, valid_to, ${said}) as row from ${table}
    where first_revision <= ${revision} and (last_revision is null or last_revision >= ${revision})
    order by track collate "C", valid_from`.execute(db)
  return rows.map(({ row }) => row)
}

/** Empties the register between tests. */
export async function clear(db: Kysely<Tables>): Promise<void> {
  await sql`truncate organisation_version, mailbox_version, message_types_version, access_point_version,
    replacement_version, shak_version, shak_map_version, yder_version, group_version, group_member_version,
    source, revision, snapshot, rejected_row, change, change_count, search_entry, search_word,
    search_state restart identity cascade`.execute(db)
}
