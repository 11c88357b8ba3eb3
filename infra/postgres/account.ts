import { readFileSync } from 'node:fs'
import { EmbeddedPostgresUnavailable } from './errors.ts'

/** The operating-system account that server processes run under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Whether this process may do everything; PostgreSQL itself refuses to. */
export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Chooses the account for a cluster that has no owner yet: our own, or for root one without rights.
 *
 * @throws {EmbeddedPostgresUnavailable} when root finds no such account
 */
export function serverAccount(): Account {
  if (!isRoot()) return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(([name]) => name === wanted)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new EmbeddedPostgresUnavailable(
    'Cannot run PostgreSQL as root: /etc/passwd has neither "postgres" nor "nobody"',
  )
}

/** Options of `spawn` that run a program under the account; only root may switch. */
export const spawnAs = ({ uid, gid }: Account): { uid?: number; gid?: number } =>
  isRoot() ? { uid, gid } : {}
