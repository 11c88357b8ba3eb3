import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const RETRY_MS = 200

/**
 * Waits until no other process of this machine holds the lock, and takes it.
 * It is a name in the kernel, not a file: it goes with its holder, however that one dies.
 * Only Linux has such names; elsewhere there is no lock.
 *
 * @param {string} name
 * @returns {Promise<() => void>} gives it back
 */
export async function holdLock(name) {
  if (process.platform !== 'linux') return () => {}
  const path = `\0${createHash('sha256').update(name).digest('hex')}`
  for (;;) {
    const server = createServer()
    try {
      server.listen({ path })
      await once(server, 'listening')
      return () => server.close()
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
      await sleep(RETRY_MS)
    }
  }
}
