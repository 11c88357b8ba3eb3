import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { silentTelemetry } from '../gateway/fixture/harness.ts'
import { CLIENTS, FOLLOW, take } from './fixture/clients.ts'
import { type Followed, openFollowed } from './fixture/followed.ts'

describe('a subscription is measured', { timeout: 60_000 }, () => {
  let followed: Followed
  before(async () => {
    followed = await openFollowed()
  })
  after(() => followed[Symbol.asyncDispose]())

  for (const [client, follow] of CLIENTS) {
    it(`over ${client}: its beginning as an operation, then as open until it ends`, async () => {
      await using telemetry = await silentTelemetry()
      await using stack = await followed.serve({ telemetry })
      const figure = async (name: string): Promise<number> => {
        const line = (await telemetry.metrics.text())
          .split('\n')
          .find((one) => one.startsWith(name))
        return Number(line?.split(' ').at(-1))
      }
      const active = () => figure('graphql_server_subscriptions_active')
      const begun = () =>
        figure(
          'graphql_server_operation_duration_seconds_count{graphql_operation_type="subscription"',
        )
      const events = follow(stack.url, { query: FOLLOW, variables: { afterRevision: 0 } })
      await take(events, 1)
      assert.equal(await active(), 1)
      assert.equal(await begun(), 1)
      if (client === 'SSE')
        assert.equal(await figure('http_server_request_duration_seconds_count'), 1)
      await events.return?.()
      await followed.untilFollowedBy(0)
      assert.equal(await active(), 0)
      assert.equal(await begun(), 1)
    })
  }
})
