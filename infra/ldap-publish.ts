import { parseArgs } from 'node:util'
import { LdapUnusable } from '../services/directory/errors/ldap.ts'
import type { Published } from '../services/directory/ldap/publish.ts'
import { targetOf } from '../services/directory/ldap/publish-context.ts'
import { publishOnce } from '../services/directory/ldap/publisher.ts'
import { changeFeed } from '../services/directory/store/changes/change-feed.ts'
import { changeReader } from '../services/directory/store/changes/change-reader.ts'
import { watchRevisions } from '../services/directory/store/changes/revision-watch.ts'
import { migrations } from '../services/directory/store/migrations/migrations.ts'
import type { Tables } from '../services/directory/store/tables.ts'
import { migrateToLatest, openDatabase } from '../services/kit/database.ts'
import { createLog } from '../services/kit/log.ts'
import { directoryDataConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

/** How the command is called. */
export const LDAP_PUBLISH_USAGE = `npm run fundament -- ldap-publish [--once] [--full]

  --once    write what has changed since the last time; this is what it does without an option, too
  --full    read what the server holds, and write whatever differs

The server is named by LDAP_PUBLISH_URL and the settings beside it.
`

/**
 * Writes the register to the LDAP server of the settings, once.
 *
 * @returns the exit code: 0 when done, 2 for what cannot be asked
 */
export async function runLdapPublish(
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const isFull = asksForFull(args)
  if (isFull === null) {
    process.stderr.write(`Cannot publish: unknown option\n\n${LDAP_PUBLISH_USAGE}`)
    return 2
  }
  const config = directoryDataConfigFrom(process.env)
  const { ldap } = config.directory
  if (ldap === null) throw new LdapUnusable('Cannot publish: LDAP_PUBLISH_URL names no server')
  const log = createLog({ level: config.logLevel })
  await using stack = new AsyncDisposableStack()
  const { url } = stack.use(await provideDatabase(config, log))
  const db = openDatabase<Tables>({ url, poolSize: 4 })
  stack.defer(() => db.destroy())
  await migrateToLatest(db, migrations)
  const watch = stack.use(watchRevisions({ url }))
  const feed = changeFeed(db, { grants: ldap.grants, reader: changeReader(db, watch) })
  const context = { ...ldap, db, feed, log, now: () => new Date(), target: targetOf(ldap) }
  process.stdout.write(textOf(await publishOnce(context, { url, isFull, signal })))
  return 0
}

function asksForFull(args: readonly string[]): boolean | null {
  try {
    const options = { full: { type: 'boolean' }, once: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values.full ?? false
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

const WAYS = {
  whole: 'all of it compared with what the server held',
  all: 'all of it compared with what was written before',
  changes: 'what has changed since the last time',
  none: 'nothing has changed since the last time',
} as const

const textOf = ({ revision, day, way, seconds, ...written }: Published): string =>
  [
    `Revision ${revision} as of ${day}: ${WAYS[way]}`,
    `${written.added} added, ${written.changed} changed, ${written.removed} removed, ${written.unchanged} as they were`,
    ...(written.problems > 0 ? [`${written.problems} left as they are: see the log`] : []),
    `${seconds.toFixed(1)} s`,
    '',
  ].join('\n')
