import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Something that takes over connections of the public listener. */
export interface SocketRoute {
  readonly path: string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every connection, and every stream of the process that hangs on another. */
  close(): Promise<void>
}

/** Answers a request that wanted another protocol, in the one that it came by. */
export function refuse(socket: Duplex, status: string, body: string): void {
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
