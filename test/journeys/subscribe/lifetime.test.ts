import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import WebSocket from 'ws'
import { parseCallers } from '../../../services/kit/callers.ts'
import { CLIENTS, type Event, FOLLOW, overSse, overWebSocket, take } from './fixture/clients.ts'
import { type Followed, openFollowed, WAYS } from './fixture/followed.ts'

const codeOf = async (events: AsyncIterableIterator<Event, void>) => {
  const [refused] = await take(events, 1)
  await events.return?.()
  return refused?.errors?.[0]?.extensions?.code
}

describe('a subscription', { timeout: 60_000 }, () => {
  let followed: Followed
  before(async () => {
    followed = await openFollowed()
  })
  after(() => followed[Symbol.asyncDispose]())

  for (const way of WAYS) {
    for (const [client, follow] of CLIENTS) {
      it(`over ${client}, ${way.engine}, ${way.mode}: ends in the directory when its caller leaves`, async () => {
        await using stack = await followed.serve(way)
        const events = follow(stack.url, { query: FOLLOW, variables: { afterRevision: 0 } })
        await take(events, 1)
        await followed.untilFollowedBy(1)
        await events.return?.()
        await followed.untilFollowedBy(0)
      })
    }
  }

  for (const [client, follow] of CLIENTS) {
    it(`over ${client} is refused with a code where it asks for what cannot be`, async () => {
      await using stack = await followed.serve({})
      const refusal = (variables: Record<string, unknown>) =>
        codeOf(follow(stack.url, { query: FOLLOW, variables }))
      assert.equal(await refusal({ afterRevision: 1, after: 'x' }), 'POSITION_AMBIGUOUS')
      assert.equal(await refusal({ after: 'x' }), 'CURSOR_INVALID')
      assert.equal(await refusal({ afterRevision: 99 }), 'REVISION_UNKNOWN')
      assert.equal(await refusal({ organisations: ['12'] }), 'KEY_INVALID')
    })
  }

  it('beyond the connections of the process is refused with a code', async () => {
    await using stack = await followed.serve({
      streamLimits: { mostConnections: 1, mostSubscriptions: 1 },
    })
    const first = overSse(stack.url, { query: FOLLOW, variables: { afterRevision: 0 } })
    await take(first, 1)
    const second = overSse(stack.url, { query: FOLLOW })
    assert.equal(await codeOf(second), 'TOO_MANY_CONNECTIONS')
    const socket = new WebSocket(wsUrl(stack.url), 'graphql-transport-ws')
    const [, response] = await once(socket, 'unexpected-response')
    assert.equal(response.statusCode, 503)
    await first.return?.()
  })

  it('beyond those of one socket is refused with a code, and the others go on', async () => {
    await using stack = await followed.serve({
      streamLimits: { mostConnections: 9, mostSubscriptions: 1 },
    })
    await using socket = await openSocket(stack.url)
    const subscribe = (id: string) =>
      socket.send({
        id,
        type: 'subscribe',
        payload: { query: FOLLOW, variables: { afterRevision: 0 } },
      })
    subscribe('1')
    assert.equal((await socket.next('1')).type, 'next')
    subscribe('2')
    const { payload } = await socket.next('2')
    assert.equal(payload.errors[0].extensions.code, 'TOO_MANY_SUBSCRIPTIONS')
    await followed.name('Goes on')
    assert.equal((await socket.next('1')).type, 'next')
  })

  it('shows what its caller may see, by the header or the first message; an unknown key is refused', async () => {
    const keySha256 = createHash('sha256').update('key').digest('hex')
    const callers = parseCallers(JSON.stringify([{ name: 'one', keySha256, grants: ['sor-xml'] }]))
    assert.ok(typeof callers !== 'string')
    await followed.restrict()
    await using stack = await followed.serve({ callers })
    for (const [, follow] of CLIENTS) {
      const asked = { query: FOLLOW, variables: { afterRevision: 0 } }
      const events = follow(stack.url, { ...asked, authorization: 'Bearer key' })
      assert.equal((await take(events, 1)).length, 1)
      await events.return?.()
    }
    const unknown = overWebSocket(stack.url, { query: FOLLOW, authorization: 'Bearer other' })
    await assert.rejects(unknown.next(), { code: 4403, reason: 'CALLER_UNKNOWN' })
    const anonymous = overSse(stack.url, { query: FOLLOW, variables: { afterRevision: 0 } })
    const first = anonymous.next()
    await followed.untilFollowedBy(1)
    assert.equal(await Promise.race([first, followed.name('Hidden')]), undefined)
    await anonymous.return?.()
  })

  it('is ended by a process that stops, at once and in order', async () => {
    const stack = await followed.serve({})
    await using socket = await openSocket(stack.url)
    socket.send({ id: '1', type: 'subscribe', payload: { query: FOLLOW } })
    const waiting = overSse(stack.url, { query: FOLLOW }).next()
    await followed.untilFollowedBy(2)
    const startedAt = performance.now()
    const closed = once(socket.socket, 'close')
    await stack[Symbol.asyncDispose]()
    const [code] = await closed
    assert.equal(code, 1001)
    assert.deepEqual(await waiting, { done: true, value: undefined })
    assert.ok(performance.now() - startedAt < 2_000)
  })
})

const wsUrl = (url: URL): string => url.href.replace('http:', 'ws:')

interface Message {
  readonly id?: string
  readonly type: string
  readonly payload?: ReturnType<typeof JSON.parse>
}

/** A socket that has been let in. */
async function openSocket(url: URL) {
  const socket = new WebSocket(wsUrl(url), 'graphql-transport-ws')
  const messages: Message[] = []
  let bell = Promise.withResolvers<void>()
  socket.on('message', (text) => {
    messages.push(JSON.parse(String(text)))
    bell.resolve()
    bell = Promise.withResolvers()
  })
  await once(socket, 'open')
  const send = (message: Message): void => socket.send(JSON.stringify(message))
  const next = async (id: string | undefined): Promise<Message> => {
    for (;;) {
      const at = messages.findIndex((message) => message.id === id)
      const [message] = at < 0 ? [] : messages.splice(at, 1)
      if (message) return message
      await bell.promise
    }
  }
  send({ type: 'connection_init' })
  await next(undefined)
  return { socket, send, next, [Symbol.asyncDispose]: async () => socket.terminate() }
}
