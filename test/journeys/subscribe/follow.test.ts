import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CLIENTS, type Event, take } from './fixture/clients.ts'
import { type Followed, openFollowed, WAYS } from './fixture/followed.ts'

const QUERY = `subscription ($afterRevision: Int, $after: String) {
  changed(afterRevision: $afterRevision, after: $after) {
    sequence cursor revision kind source subjectType subjectId fields
    subject { ... on Organisation { sorId name } ... on Endpoint { id address } }
  }
}`

const changeOf = ({ data, errors }: Event) => {
  assert.equal(errors, undefined)
  return data.changed
}

const FIRST = 3

describe('changed through the gateway', { timeout: 60_000 }, () => {
  let followed: Followed
  before(async () => {
    followed = await openFollowed()
  })
  after(() => followed[Symbol.asyncDispose]())

  for (const way of WAYS) {
    for (const [client, follow] of CLIENTS) {
      it(`over ${client}, ${way.engine}, ${way.mode}: what lies behind, then what comes, each once`, async () => {
        await using stack = await followed.serve({ ...way, deadlineMs: 1_000 })
        const events = follow(stack.url, { query: QUERY, variables: { afterRevision: 0 } })
        const seen: string[] = []
        const read = async (count: number) => {
          for (let index = 0; index < count; index += 1) {
            const { value } = await events.next()
            seen.push(changeOf(value).sequence)
          }
        }
        await read(FIRST)
        await followed.name(`${client} ${way.engine} ${way.mode}`)
        const { value } = await events.next()
        const change = changeOf(value)
        assert.equal(change.kind === 'UPDATED' || change.kind === 'CREATED', true)
        await events.return?.()
        assert.deepEqual(seen, ['1', '2', '3'])
      })
    }
  }
  void take
})
