import { hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Kysely } from 'kysely'
import { openSession } from '../../../kit/database.ts'
import { openLdap } from '../../../kit/ldap/open.ts'
import type { LdapServer } from '../../../kit/ldap/server.ts'
import type { Secret } from '../../../kit/secret.ts'
import { dayOf } from '../../domain/time/local-date.ts'
import {
  type LdapOrigin,
  ldapOrigin,
  originEntries,
  saveLdapOrigin,
} from '../../store/ldap/origins.ts'
import { forgetRedactedEntries } from '../../store/redaction/origin-entries.ts'
import type { Tables } from '../../store/tables.ts'
import type { InputFile } from '../feed.ts'
import { scannedFile } from '../input/prescan.ts'
import type { SpoolHeader } from './feed.ts'
import type { LdapMapping } from './mapping/mapping.ts'
import { type OriginRead, type OriginWay, readChanges, readWhole } from './read-origin.ts'

/** An outside directory to read. */
export interface LdapSource {
  readonly source: string
  readonly server: LdapServer
  readonly base: string
  readonly mapping: LdapMapping
  readonly mappingText: string
  readonly pageSize: number
  /** Read only what has changed, where the server dates its changes. */
  readonly changesOnly: boolean
}

/** What an outside directory holds, as a file to import; deleted when disposed. */
export interface LdapSpool extends AsyncDisposable {
  readonly file: InputFile
  readonly way: OriginWay
}

/** So often it is read whole, whatever changes are told. */
const WHOLE_EVERY_MS = 7 * 24 * 3_600_000

/**
 * Reads an outside directory into a file that can be imported. What was read before is kept in tables, so that only changes
 * have to come over the wire; the file holds everything, and an import closes what is not in it, under the guards of files.
 *
 * @throws {LdapUnavailable | LdapTimeout | LdapUntrusted | LdapRefused | LdapSizeLimit | LdapReferral} as the server answers;
 *   what was known of it stays as it was
 */
export async function spoolLdap(
  database: Secret,
  from: LdapSource,
  { now = new Date(), signal }: { readonly now?: Date; readonly signal?: AbortSignal } = {},
): Promise<LdapSpool> {
  await using stack = new AsyncDisposableStack()
  const session = stack.use(await openSession<Tables>({ url: database }))
  const way = await refresh(session.db, from, { now, signal })
  const folder = await mkdtemp(join(tmpdir(), 'fundament-ldap-'))
  await using undo = new AsyncDisposableStack()
  undo.defer(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'entries.ndjson')
  await write(session.db, from, { path, day: dayOf(now) })
  // The import blanks what is redacted; what it was made of must not keep it.
  await forgetRedactedEntries(session.db)
  const name = `${from.server.url.protocol}//${from.server.url.host}/${from.base}`
  const file = await scannedFile(name, async () => createReadStream(path))
  const kept = undo.move()
  return { file, way, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** Brings what is known of the directory up to date, or leaves it as it was. */
async function refresh(
  db: Kysely<Tables>,
  from: LdapSource,
  { now, signal }: { readonly now: Date; readonly signal: AbortSignal | undefined },
): Promise<OriginWay> {
  await using link = await openLdap(from.server, signal)
  const { source, base, mapping, pageSize } = from
  const origin: OriginRead = { source, base, mapping, pageSize, signal }
  return await db.transaction().execute(async (trx) => {
    const name = originName(from)
    const known = from.changesOnly ? await ldapOrigin(trx, source, name) : null
    const isRecent = known !== null && now.getTime() - Date.parse(known.whole_at) < WHOLE_EVERY_MS
    const changes = isRecent ? await readChanges(trx, link, { origin, known }) : null
    const way = changes ?? (await readWhole(trx, link, origin))
    const whole_at = way.way === 'whole' || known === null ? now.toISOString() : known.whole_at
    const row: LdapOrigin = { source, origin: name, changed_at: way.changedAt, whole_at }
    await saveLdapOrigin(trx, row)
    return way
  })
}

const originName = ({ server, base, mappingText }: LdapSource): string =>
  `${server.url.host}/${base}/${hash('sha256', mappingText)}`

async function write(
  db: Kysely<Tables>,
  { source, mappingText }: LdapSource,
  { path, day }: { readonly path: string; readonly day: string },
): Promise<void> {
  const { count } = await db
    .selectFrom('ldap_origin_entry')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('source', '=', source)
    .executeTakeFirstOrThrow()
  const header: SpoolHeader = {
    ...{ fundament: 'ldap', mapping: mappingText, day, entries: Number(count) },
  }
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(header)}\n`
    for await (const page of originEntries(db, source)) {
      const texts = page.map(
        ({ rule, dn, entry }) =>
          `{"rule":${rule},"dn":${JSON.stringify(dn)},"attributes":${entry}}\n`,
      )
      yield texts.join('')
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }))
}
