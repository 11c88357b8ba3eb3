import {
  Kysely,
  type LogEvent,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
} from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { KnownError } from './errors.ts'
import type { Secret } from './secret.ts'

/** One statement as it went over the wire; parameters are left out on purpose. */
export interface QueryEvent {
  readonly sql: string
  readonly durationMs: number
  readonly error?: unknown
}

/** How a service reaches its database. */
export interface DatabaseOptions {
  readonly url: Secret
  /** Where tables are looked for and made; the server's own choice, `public`, when left out. Lower case letters only. */
  readonly schema?: string
  /** Connections at most, 1 or more. */
  readonly poolSize?: number
  /** A longer statement is cancelled by the server; 0 means never. */
  readonly statementTimeoutMs?: number
  /**
   * Lets the server plan each statement once for each connection, whatever its values: the server alone would weigh a
   * plan for each set of values, which costs more than the statement. For few statements, asked often, that look rows up
   * by an index; they must name their columns, for a column that is added breaks a prepared `select *`.
   */
  readonly prepared?: boolean
  /** Told of every statement after it ended. */
  readonly onQuery?: (event: QueryEvent) => void
}

/** The server is reached but cannot hold the register, or is not reached at all. */
export class DatabaseUnfit extends KnownError {
  readonly code = 'DATABASE_UNFIT'
  readonly kind = 'unavailable'
}

/** There is no connection to the server now: what needs the database cannot be had, and everything else can. */
export class DatabaseUnavailable extends KnownError {
  readonly code = 'DATABASE_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(options: { readonly cause?: unknown }) {
    super('Cannot use database: there is no connection to it', options)
  }
}

const OLDEST_VERSION = 15

/**
 * Opens a pool of connections; the first statement makes the first connection.
 * Dates, timestamps and 64-bit integers come as text, times in UTC.
 *
 * @returns the owner calls `destroy()`
 */
export function openDatabase<Tables>(options: DatabaseOptions): Kysely<Tables> {
  const pool = new pg.Pool({ ...connectionOptions(options), max: options.poolSize ?? 10 })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return kyselyOn<Tables>(reaching(options.prepared ? preparing(pool) : pool), options)
}

/** One connection of its own, for work that mixes statements with COPY. */
export interface Session<Tables> extends AsyncDisposable {
  /** Runs everything on `client`; never two transactions at once. */
  readonly db: Kysely<Tables>
  readonly client: pg.Client
}

/** Opens one connection outside any pool; `client` takes COPY streams inside `db`'s transaction. */
export async function openSession<Tables>(options: DatabaseOptions): Promise<Session<Tables>> {
  const client = new pg.Client(connectionOptions(options))
  client.on('error', () => {})
  await client.connect()
  const pool: PostgresPool = {
    connect: async () => Object.assign(client, { release: () => {} }),
    end: () => client.end(),
    options: {},
  }
  const db = kyselyOn<Tables>(pool, options)
  await db.connection().execute(async () => {})
  return { db, client, [Symbol.asyncDispose]: () => db.destroy() }
}

/**
 * Makes sure that the server can hold the register.
 *
 * @throws {DatabaseUnfit} when it cannot be reached, is not UTF-8, or is older than version 15
 */
export async function checkServer<Tables>(db: Kysely<Tables>): Promise<void> {
  const found = await sql<{ encoding: string; version: number }>`
    select current_setting('server_encoding') as encoding,
           current_setting('server_version_num')::int / 10000 as version`
    .execute(db)
    .catch((cause: unknown) => {
      throw new DatabaseUnfit('Cannot use database: it does not answer', { cause })
    })
  const { encoding, version } = found.rows[0] ?? { encoding: '', version: 0 }
  if (encoding !== 'UTF8') {
    throw new DatabaseUnfit(`Cannot use database of encoding "${encoding}": it must be UTF8`)
  }
  if (version < OLDEST_VERSION) {
    throw new DatabaseUnfit(
      `Cannot use PostgreSQL "${version}": ${OLDEST_VERSION} is the oldest that serves`,
    )
  }
}

/**
 * Brings the tables to the newest form; two processes at once are safe, the second waits.
 *
 * @param migrations by name, run in the order of their names
 * @param options.schema where the record of them is kept; made where it is not there. Default `public`
 * @throws what the failing migration threw; the ones before it stay
 */
export async function migrateToLatest<Tables>(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  { schema = 'public' }: Pick<DatabaseOptions, 'schema'> = {},
): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  // Named in any case: without a name, the tables of migrations of another service's schema would be taken for these.
  const migrator = new Migrator({ db, provider, migrationTableSchema: schema })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

const kyselyOn = <Tables>(pool: PostgresPool, { onQuery }: DatabaseOptions): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery ? { log: (event) => onQuery(toQueryEvent(event)) } : {}),
  })

/** @returns a pool whose connections fail with {@link DatabaseUnavailable} */
const reaching = (pool: PostgresPool): PostgresPool => ({
  connect: () =>
    pool.connect().catch((cause: unknown) => {
      throw new DatabaseUnavailable({ cause })
    }),
  end: () => pool.end(),
  options: pool.options,
})

const MOST_PREPARED = 500

// Kysely hands a statement over as text and values; under a name, the server keeps its plan.
function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `s${names.size}`)
    return names.get(text)
  }
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[]) => {
      const name = nameOf(text)
      return client.query({ ...(name ? { name } : {}), text, values: [...values] })
    }
    const release = (discarded?: boolean) => client.release(discarded)
    return Object.assign(Object.create(client), { query, release })
  }
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    const known = wrapped.get(client) ?? wrap(client)
    wrapped.set(client, known)
    return known
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

const toQueryEvent = (event: LogEvent): QueryEvent => ({
  sql: event.query.sql,
  durationMs: event.queryDurationMillis,
  ...(event.level === 'error' ? { error: event.error } : {}),
})

const connectionOptions = ({
  url,
  schema,
  statementTimeoutMs = 0,
  prepared = false,
}: DatabaseOptions): pg.ClientConfig => ({
  connectionString: url.reveal(),
  application_name: 'fundament',
  connectionTimeoutMillis: 10_000,
  statement_timeout: statementTimeoutMs,
  options: [
    '-c timezone=UTC -c datestyle=ISO',
    ...(schema ? [`-c search_path=${schema}`] : []),
    ...(prepared ? ['-c plan_cache_mode=force_generic_plan'] : []),
  ].join(' '),
  types: { getTypeParser },
})

const TEXT_TYPES: ReadonlySet<number> = new Set([
  pg.types.builtins.INT8,
  pg.types.builtins.DATE,
  pg.types.builtins.TIMESTAMP,
  pg.types.builtins.TIMESTAMPTZ,
])

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  TEXT_TYPES.has(oid) ? String : pg.types.getTypeParser(oid, format ?? 'text')
