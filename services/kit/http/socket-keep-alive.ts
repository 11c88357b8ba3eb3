import type { WebSocket } from 'ws'

const PING_MS = 12_000

/**
 * Asks every {@link PING_MS} whether the other side is there; where it was silent since the last time, the connection is cut.
 *
 * @returns stops asking
 */
export function keepAlive(socket: WebSocket): () => void {
  let isThere = true
  socket.on('pong', () => {
    isThere = true
  })
  const asking = setInterval(() => {
    if (!isThere) return socket.terminate()
    isThere = false
    socket.ping()
  }, PING_MS)
  return () => clearInterval(asking)
}
