import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../services/kit/log.ts'
import { type Cluster, ROLE } from './cluster.ts'
import type { Postmaster } from './postmaster.ts'

/**
 * One process's claim on a shared server. Every user holds a shared advisory lock on a connection of its own, so a
 * killed process gives its claim up by dying. Whoever can take the lock alone is the last, and holds it while it
 * stops the server: nobody enters a server that is going down.
 */
export interface Tenancy {
  /** @returns whether this was the last user, who now holds the server alone */
  readonly leave: () => Promise<boolean>
  /** Drops the connection. */
  readonly end: () => Promise<void>
}

const LOCK = 7_462_951

/** @returns null when the server is starting or stopping; try again later */
export async function enter(
  cluster: Cluster,
  { port }: Postmaster,
  log: Log,
): Promise<Tenancy | null> {
  const socket = new Socket()
  const client = new pg.Client({
    stream: () => socket,
    ...{ host: '127.0.0.1', port, user: ROLE, password: cluster.password.reveal() },
    ...{ database: 'postgres', application_name: 'fundament tenancy' },
    connectionTimeoutMillis: 5_000,
  })
  let open = true
  client.on('error', (error) => {
    if (open) log.error({ err: error }, 'embedded PostgreSQL went away')
    open = false
  })
  try {
    await client.connect()
  } catch (error) {
    if (isPassing(error)) return null
    throw error
  }
  const ask = async (question: string): Promise<boolean> =>
    open && (await client.query(`select ${question}(${LOCK}) as yes`)).rows[0].yes
  const end = () => client.end().catch(() => {})
  if (!(await ask('pg_try_advisory_lock_shared').catch(() => false))) {
    await end()
    return null
  }
  await createDatabase(client)
  // A forgotten claim must not keep a process alive that has nothing else to do.
  socket.unref()
  return {
    leave: async () => {
      socket.ref()
      const last = (await ask('pg_advisory_unlock_shared')) && (await ask('pg_try_advisory_lock'))
      open = false
      return last
    },
    end,
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'].includes(String(error.code))

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [ROLE])
  if (rowCount) return
  await client.query(`create database ${ROLE}`).catch(async (error: unknown) => {
    // Another process made it at the same moment.
    await sleep(50)
    const again = await client.query('select 1 from pg_database where datname = $1', [ROLE])
    if (!again.rowCount) throw error
  })
}
