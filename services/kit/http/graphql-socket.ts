import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ExecutionResult } from 'graphql'
import { parse } from 'graphql'
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws'
import type { GraphQLParams } from 'graphql-yoga'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Caller } from '../callers.ts'
import { isKnownError } from '../errors.ts'
import { maskedError, toGraphQLError } from '../graphql-errors.ts'
import { isAsyncIterable } from '../map-values.ts'
import type { OperationResult } from '../subgraph-execution.ts'
import { type AdmittedRequest, callerAt, type Doors, type HttpSurroundings } from './admission.ts'
import { MAX_BODY_BYTES } from './body-limit.ts'
import type { OpenStreams, StreamConnection } from './open-streams.ts'
import { bugReporter } from './report-bug.ts'
import { keepAlive } from './socket-keep-alive.ts'
import { refuse, type SocketRoute } from './socket-route.ts'

/** One operation that came over a socket. */
export interface SocketOperation {
  readonly params: GraphQLParams
  readonly admitted: AdmittedRequest
  readonly connection: StreamConnection
  /** Aborts when the caller has left or wants no more of it. */
  readonly signal: AbortSignal
}

/** What a GraphQL server over sockets is made of. */
export interface GraphQLSocketOptions extends Omit<HttpSurroundings, 'maxBodyBytes'>, Doors {
  readonly path: string
  /** Default {@link MAX_BODY_BYTES}. */
  readonly maxBodyBytes?: number
  readonly streams: OpenStreams
  /** Answers as a server of `graphql-yoga` does, which also parses and validates. */
  operate(operation: SocketOperation): unknown
}

interface Extra {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  readonly connection: StreamConnection
  /** Operations under way, by the caller's id. */
  readonly running: Map<string, AbortController>
}

// The protocol's library only asks whether it is one that goes on; the server behind reads the caller's own document.
const ANY_DOCUMENT = parse('subscription { any }')
const CLOSE_MS = 1_000

/**
 * Serves GraphQL over WebSocket: the same operations as over HTTP, under the same rules.
 *
 * @see GraphQL over WebSocket, protocol `graphql-transport-ws`
 */
export function graphqlSocket(options: GraphQLSocketOptions): SocketRoute {
  const { path, streams, maxBodyBytes = MAX_BODY_BYTES } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxBodyBytes, handleProtocols })
  const protocol = protocolOf(options)
  return {
    path,
    upgrade: (request, socket, head) => {
      const connection = connect(streams, socket)
      if (connection === null) return
      socket.once('close', () => connection.close())
      sockets.handleUpgrade(request, socket, head, (opened) => {
        serve(opened, { socket: opened, request, connection, running: new Map() }, protocol)
      })
    },
    close: async () => {
      for (const socket of sockets.clients) socket.close(1001, 'Going away')
      streams.close()
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, CLOSE_MS)
      await Promise.all([...sockets.clients].map(closed))
      clearTimeout(cut)
    },
  }
}

const closed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve()
    else socket.once('close', () => resolve())
  })

/** @returns null where the connection was refused */
function connect(streams: OpenStreams, socket: Duplex): StreamConnection | null {
  try {
    return streams.connect()
  } catch (error) {
    if (!isKnownError(error)) throw error
    refuse(socket, '503 Service Unavailable', JSON.stringify({ errors: [toGraphQLError(error)] }))
    return null
  }
}

type Protocol = ReturnType<typeof protocolOf>

function protocolOf(options: GraphQLSocketOptions) {
  return makeServer<Record<string, unknown>, Extra>({
    onConnect: async ({ connectionParams, extra }) => {
      try {
        await callerOf(options, extra.request, connectionParams)
        return true
      } catch (error) {
        if (!isKnownError(error)) throw error
        extra.socket.close(CloseCode.Forbidden, error.code)
        return false
      }
    },
    onSubscribe: async ({ connectionParams, extra }, id, params) => {
      const over = new AbortController()
      extra.running.set(id, over)
      const caller = await callerOf(options, extra.request, connectionParams)
      const operation = {
        params: paramsOf(params),
        connection: extra.connection,
        signal: over.signal,
      }
      return {
        schema: undefined as never,
        document: ANY_DOCUMENT,
        contextValue: { ...operation, admitted: admitted(caller, options) },
      }
    },
    subscribe: ({ contextValue }) => operate(contextValue as SocketOperation, options),
    onComplete: ({ extra }, id) => end(extra, id),
    onClose: ({ extra }) => {
      for (const id of [...extra.running.keys()]) end(extra, id)
    },
  })
}

function end({ running }: Extra, id: string): void {
  running.get(id)?.abort()
  running.delete(id)
}

interface Asking {
  readonly caller: Caller | null
  readonly authorization: string | undefined
}

/** @throws as {@link callerAt} does */
async function callerOf(
  doors: Doors,
  { headers }: IncomingMessage,
  params: Readonly<Record<string, unknown>> | undefined,
): Promise<Asking> {
  const given = params?.authorization ?? params?.Authorization
  const authorization = typeof given === 'string' ? given : headers.authorization
  return { caller: await callerAt(doors, authorization), authorization }
}

function admitted(asking: Asking, { telemetry, log, path }: GraphQLSocketOptions): AdmittedRequest {
  const attributes = { 'http.route': path, 'network.protocol.name': 'websocket' }
  const span = telemetry.tracing.server(`WEBSOCKET ${path}`, attributes, null)
  return { ...asking, span, reportBug: bugReporter(log, span), beginStream: () => span.end() }
}

async function operate(
  operation: SocketOperation,
  { operate: answer }: GraphQLSocketOptions,
): Promise<OperationResult> {
  const { span, reportBug } = operation.admitted
  try {
    const result = (await span.run(() => answer(operation))) as OperationResult
    return isAsyncIterable(result) ? result : plain(result)
  } catch (error) {
    return { errors: [maskedError(error, reportBug)] }
  } finally {
    span.end()
  }
}

const paramsOf = ({ query, ...rest }: SubscribePayload): GraphQLParams => ({
  query,
  ...(rest.operationName && { operationName: rest.operationName }),
  ...(rest.variables && { variables: rest.variables }),
  ...(rest.extensions && { extensions: rest.extensions }),
})

// What a server of ours keeps beside the answer for its own use does not go over the wire.
const plain = ({ data, errors, extensions }: ExecutionResult): ExecutionResult => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors }),
  ...(extensions && { extensions }),
})

function serve(socket: WebSocket, extra: Extra, protocol: Protocol): void {
  // What breaks a connection closes it, and that ends what runs over it.
  socket.on('error', () => {})
  const stop = keepAlive(socket)
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve()
          socket.send(text, (error) => (error ? reject(error) : resolve()))
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (message) => {
          take(String(message)).catch(() => socket.close(CloseCode.InternalServerError))
        }),
    },
    extra,
  )
  socket.once('close', (code, reason) => {
    stop()
    void closed(code, String(reason))
  })
}
