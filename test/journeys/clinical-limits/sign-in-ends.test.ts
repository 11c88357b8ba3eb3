import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { signInsOf } from '../../../services/kit/sign-in.ts'
import { startIssuer } from '../../harness/issuer.ts'
import { CLIENTS, FOLLOW } from '../subscribe/fixture/clients.ts'
import { openFollowed, WAYS } from '../subscribe/fixture/followed.ts'

const people = await startIssuer()
const followed = await openFollowed()
after(async () => {
  await followed[Symbol.asyncDispose]()
  await people[Symbol.asyncDispose]()
})

describe('a subscription of somebody who is signed in', { timeout: 60_000 }, () => {
  for (const { engine, mode } of WAYS.filter((way) => way.engine === 'rust')) {
    for (const [client, follow] of CLIENTS) {
      it(`over ${client}, ${mode}: ends when the token ends, and says why`, async () => {
        const signIns = signInsOf(people.issuer)
        await using stack = await followed.serve({
          engine,
          mode,
          signIns,
          takesPersons: 'directory',
        })
        const token = await people.tokenOf({ until: '2s' })
        const asked = { query: FOLLOW, variables: { afterRevision: 0 } }
        const codes: unknown[] = []
        for await (const event of follow(stack.url, {
          ...asked,
          authorization: `Bearer ${token}`,
        })) {
          codes.push(event.errors?.[0]?.extensions?.code)
        }
        assert.ok(codes.length > 1)
        assert.deepEqual(
          codes.filter((code) => code !== undefined),
          ['SIGN_IN_ENDED'],
        )
        assert.equal(codes.at(-1), 'SIGN_IN_ENDED')
        await followed.untilFollowedBy(0)
        assert.doesNotMatch(stack.logged.join(''), new RegExp(token.slice(-20)))
      })
    }
  }
})
