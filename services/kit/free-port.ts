import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Finds a port of this machine that nobody listens on, for a program that must be told its port.
 *
 * Another may take it before that program does; whoever needs to be sure tries again.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('no port was given')
  return address.port
}
