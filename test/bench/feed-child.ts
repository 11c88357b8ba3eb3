import WebSocket from 'ws'
import type { Followed, Following } from './feed.ts'

const QUERY =
  'subscription { changed(afterRevision: 0) { sequence revision source kind subjectType subjectId fields } }'

/** Counts the events of one subscriber, until it is told to leave. */
type Follow = (url: string, onEvents: (count: number) => void, signal: AbortSignal) => Promise<void>

const overSse: Follow = async (url, onEvents, signal) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: QUERY }),
    signal,
  })
  for await (const chunk of response.body ?? []) {
    onEvents(Buffer.from(chunk).toString().split('event: next').length - 1)
  }
}

const overWebSocket: Follow = (url, onEvents, signal) => {
  const left = Promise.withResolvers<void>()
  const socket = new WebSocket(url.replace('http:', 'ws:'), 'graphql-transport-ws')
  const send = (message: object) => socket.send(JSON.stringify(message))
  socket.on('open', () => send({ type: 'connection_init' }))
  socket.on('message', (text) => {
    if (String(text).includes('"type":"next"')) onEvents(1)
    else send({ id: '1', type: 'subscribe', payload: { query: QUERY } })
  })
  socket.on('error', () => left.resolve())
  socket.on('close', () => left.resolve())
  signal.addEventListener('abort', () => socket.terminate())
  return left.promise
}

const WAYS = { SSE: overSse, WebSocket: overWebSocket } as const

process.once('message', async ({ url, subscribers, seconds, way }: Following) => {
  const leaving = new AbortController()
  let events = 0
  let first = 0
  let last = 0
  const onEvents = (count: number): void => {
    if (count === 0) return
    last = performance.now()
    if (events === 0) {
      first = last
      setTimeout(() => leaving.abort(), seconds * 1_000)
    }
    events += count
  }
  const all = Array.from({ length: subscribers }, () =>
    WAYS[way](url, onEvents, leaving.signal).catch(() => {}),
  )
  await Promise.all(all)
  const followed: Followed = { events, perSecond: (events / (last - first)) * 1_000 }
  process.send?.(followed, () => process.disconnect())
})
