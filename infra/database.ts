import { checkServer, openDatabase } from '../services/kit/database.ts'
import type { Log } from '../services/kit/log.ts'
import type { Secret } from '../services/kit/secret.ts'
import type { DataConfig } from './config.ts'
import { startEmbeddedPostgres } from './postgres/embedded.ts'

/** A database server that is fit to hold the register. */
export interface DatabaseServer extends AsyncDisposable {
  readonly url: Secret
  readonly kind: 'embedded' | 'given'
}

/**
 * Makes sure there is a database server: starts or joins the embedded one, or checks the one that is given.
 *
 * @throws {DatabaseUnfit} when the given one does not answer, is too old, or is not UTF-8
 */
export async function provideDatabase(config: DataConfig, log: Log): Promise<DatabaseServer> {
  const { database, dataDir } = config
  if (database.kind === 'embedded') {
    const server = await startEmbeddedPostgres({ dataDir, port: database.port, log })
    return { ...server, kind: 'embedded' }
  }
  const db = openDatabase({ url: database.url, poolSize: 1 })
  await checkServer(db).finally(() => db.destroy())
  return { url: database.url, kind: 'given', [Symbol.asyncDispose]: async () => {} }
}
