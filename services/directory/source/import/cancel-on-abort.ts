import type { ClientBase } from 'pg'
import { openSession } from '../../../kit/database.ts'
import type { Secret } from '../../../kit/secret.ts'

/**
 * Ends the statement that a connection runs when the caller no longer wants it; a long one would not notice by itself.
 *
 * @returns to be disposed when the work is done
 */
export async function cancelOnAbort(
  client: ClientBase,
  url: Secret,
  signal: AbortSignal | undefined,
): Promise<Disposable> {
  if (!signal) return { [Symbol.dispose]: () => {} }
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const cancel = async (): Promise<void> => {
    await using session = await openSession({ url })
    await session.client.query('select pg_cancel_backend($1)', [rows[0].pid])
  }
  // When it cannot be cancelled, the transaction still ends with the connection.
  const onAbort = () => void cancel().catch(() => {})
  signal.addEventListener('abort', onAbort)
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', onAbort) }
}
