import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GraphQLError } from 'graphql'
import { SubgraphUnavailable } from './errors.ts'
import { remoteError } from './remote-errors.ts'

const remote = (extensions: Record<string, unknown>, message = 'Cannot look up "x": unknown') =>
  new GraphQLError(message, { path: ['a', 2], extensions })

const noBug = () => assert.fail('a bug was reported')

describe('remoteError()', () => {
  it('keeps the word of the subgraph, without the name that the transport adds', () => {
    const error = remote({
      code: 'KEY_UNKNOWN',
      key: 'x',
      serviceName: 'shop',
      http: { status: 1 },
    })
    assert.deepEqual(remoteError(error, noBug).toJSON(), {
      message: 'Cannot look up "x": unknown',
      path: ['a', 2],
      extensions: { key: 'x', code: 'KEY_UNKNOWN' },
    })
  })

  it('takes what the transport says for a subgraph that does not answer', () => {
    const error = remote({ code: 'SUBREQUEST_HTTP_ERROR' }, 'connect ECONNREFUSED 10.0.0.7')
    assert.throws(() => remoteError(error, noBug), SubgraphUnavailable)
  })

  for (const extensions of [{}, { code: 'GRAPHQL_VALIDATION_FAILED' }]) {
    it(`takes ${JSON.stringify(extensions)} for a bug between the two`, () => {
      const bugs: unknown[] = []
      const shown = remoteError(remote(extensions, 'Cannot query field "y"'), (bug) => {
        bugs.push(bug)
        return null
      })
      assert.equal(shown.message, 'Internal error')
      assert.deepEqual(shown.path, ['a', 2])
      assert.equal(bugs.length, 1)
    })
  }
})
