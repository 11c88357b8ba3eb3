import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listen } from './listen.ts'

const AT = { host: '127.0.0.1', port: 0 }

describe('listen()', () => {
  it('finishes what is in flight when it is closed, and takes no more', async () => {
    const waiting = Promise.withResolvers<void>()
    const listener = await listen((_request, response) => {
      waiting.resolve()
      setTimeout(() => response.end('whole'), 100)
    }, AT)
    const answer = fetch(listener.url).then((response) => response.text())
    await waiting.promise
    const closed = listener.close(5_000)
    assert.equal(await answer, 'whole')
    await closed
    await assert.rejects(fetch(listener.url))
  })

  it('cuts what takes longer than the grace', async () => {
    const waiting = Promise.withResolvers<void>()
    const listener = await listen(() => waiting.resolve(), AT)
    const answer = fetch(listener.url)
    answer.catch(() => {})
    await waiting.promise
    const begun = performance.now()
    await listener.close(50)
    assert.ok(performance.now() - begun < 1_000)
    await assert.rejects(answer)
  })

  it('says why when the port is taken', async () => {
    await using first = await listen((_request, response) => response.end(), AT)
    await assert.rejects(
      listen(() => {}, { ...AT, port: first.port }),
      { code: 'EADDRINUSE' },
    )
  })
})
