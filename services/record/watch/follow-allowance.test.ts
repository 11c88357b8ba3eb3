import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecordChanges } from '../domain/change.ts'
import { TooManyFollowed } from '../errors/limits.ts'
import { FollowAllowance, MOST_FOLLOWED } from './follow-allowance.ts'

describe('FollowAllowance', () => {
  it('lets each follower begin with so many citizens, and none of another count', async () => {
    let begun = 0
    const feed: RecordChanges = {
      begin: async ({ length }) => {
        begun += length
        return '0'
      },
      follow: async function* () {},
    }
    const allowance = new FollowAllowance()
    const citizens = Array.from({ length: 1_000 }, () => '6103480014')
    const begin = (follower: string) => allowance.within(feed, follower).begin(citizens)
    for (let times = 0; times < MOST_FOLLOWED / 1_000; times++) await begin('one')
    await assert.rejects(begin('one'), TooManyFollowed)
    assert.equal(begun, MOST_FOLLOWED)
    assert.equal(await begin('other'), '0')
  })
})
