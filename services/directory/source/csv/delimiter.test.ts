import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { delimiterOf, headerLineOf, headerNames } from './delimiter.ts'

describe('delimiterOf()', () => {
  it('takes what the header holds most of outside quotes', () => {
    assert.equal(delimiterOf('a;b;c,d'), ';')
    assert.equal(delimiterOf('"a;b;c",d,e'), ',')
    assert.equal(delimiterOf('a\tb'), '\t')
    assert.equal(delimiterOf('a'), ';')
  })
})

describe('headerNames()', () => {
  it('reads names without byte order mark, quotes and line end', () => {
    const line = headerLineOf('\uFEFF"SorId";"Entity Name"\r\n1;2\r\n')
    assert.deepEqual(headerNames(line, ';'), ['SorId', 'Entity Name'])
  })
})
