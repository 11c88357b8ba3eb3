import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GraphQLError, locatedError, parseValue } from 'graphql'
import { KnownError } from './errors.ts'
import { maskedError } from './graphql-errors.ts'

class ShopClosed extends KnownError {
  readonly code = 'SHOP_CLOSED'
  readonly kind = 'conflict'
}

const shown = (error: unknown) => {
  const reported: unknown[] = []
  const masked = maskedError(error, (bug) => {
    reported.push(bug)
    return 'abc'
  })
  return { ...masked.toJSON(), reported }
}

const located = (originalError: Error) =>
  new GraphQLError(originalError.message, { path: ['shops', 3], originalError })

describe('maskedError()', () => {
  it('keeps message, code, details and place of an expected failure, however deep it is wrapped', () => {
    const failure = new ShopClosed('Cannot enter shop "7": it is closed', { details: { opens: 9 } })
    const expected = {
      message: 'Cannot enter shop "7": it is closed',
      path: ['shops', 3],
      extensions: { opens: 9, code: 'SHOP_CLOSED' },
      reported: [],
    }
    assert.deepEqual(shown(located(failure)), expected)
    assert.deepEqual(shown(located(located(failure))), expected)
  })

  it('never lets a detail stand in for the code', () => {
    const failure = new ShopClosed('Cannot enter', { details: { code: 'OPEN' } })
    assert.deepEqual(shown(failure).extensions, { code: 'SHOP_CLOSED' })
  })

  it('reports a bug and shows neither its message nor its stack', () => {
    const bug = new TypeError('x is undefined')
    assert.deepEqual(shown(located(bug)), {
      message: 'Internal error',
      path: ['shops', 3],
      extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: 'abc' },
      reported: [bug],
    })
    assert.equal(shown('thrown text').message, 'Internal error')
  })

  it('takes an error of a serialiser for a bug', () => {
    const quoting = new GraphQLError('Int cannot represent "secret"')
    assert.equal(shown(located(quoting)).message, 'Internal error')
  })

  it('shows what is wrong with the request, under a code', () => {
    const { message, extensions, reported } = shown(new GraphQLError('Variable "$id" got 7'))
    assert.equal(message, 'Variable "$id" got 7')
    assert.deepEqual(extensions, { code: 'BAD_USER_INPUT' })
    assert.deepEqual(reported, [])
  })

  it('shows what is wrong with the value of an argument, though a field is reached', () => {
    const nodes = parseValue('{ id: 7 }')
    const wrong = new GraphQLError('Argument "key" has invalid value {id: 7}.', { nodes })
    const { extensions, reported } = shown(locatedError(wrong, [], ['shops', 3]))
    assert.deepEqual([extensions, reported], [{ code: 'BAD_USER_INPUT' }, []])
  })
})
