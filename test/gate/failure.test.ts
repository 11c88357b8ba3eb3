import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failureText } from './failure.ts'

const failed = (failureType: string, cause?: unknown) => ({
  name: 'x() adds',
  line: 7,
  details: { error: Object.assign(new Error('test failed', { cause }), { failureType }) },
})

describe('failureText()', () => {
  it('names file, line and test, and shows the whole cause', () => {
    const text = failureText(
      'kit/x.test.ts',
      failed('testCodeFailure', new Error('1 is not 2')),
      [],
    )
    assert.match(text, /^✖ kit\/x\.test\.ts:7 {2}x\(\) adds\n {4}Error: 1 is not 2\n/)
  })

  it('is silent about a suite whose own test is shown already', () => {
    assert.equal(failureText('kit/x.test.ts', failed('subtestsFailed'), []), '')
  })

  it('shows what a file wrote to stderr when it fell as a whole', () => {
    const whole = { ...failed('testCodeFailure'), name: '/kit/x.test.ts' }
    assert.equal(failureText('kit/x.test.ts', whole, ['boom\n']), '✖ kit/x.test.ts\n    boom')
  })
})
