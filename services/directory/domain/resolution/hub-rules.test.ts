import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseMessageType } from '../message-type/message-type.ts'
import { localDate } from '../time/local-date.ts'
import { hubRuleFor, hubRulesFrom } from './hub-rules.ts'

const rule = {
  messageType: 'REF06',
  fromDay: '2024-01-01',
  toDay: '2025-12-31',
  receiverTypes: ['550671000005100'],
  hubGln: '9520000005412',
  name: 'Den Fiktive Henvisningscentral',
  source: 'fictional',
}
const rules = hubRulesFrom(JSON.stringify([rule]))

interface Change {
  readonly messageType?: string
  readonly day?: string
  readonly organisationType?: string | null
  readonly registerSource?: string
}

const found = (change: Change, of = rules) =>
  hubRuleFor(of, {
    messageType: parseMessageType(change.messageType ?? 'H0631R'),
    day: localDate(change.day ?? '2024-06-01'),
    organisationType:
      change.organisationType === undefined ? '550671000005100' : change.organisationType,
    registerSource: change.registerSource ?? 'sor-xml',
  })

describe('hubRuleFor()', () => {
  it('holds from its first day to its last', () => {
    assert.equal(found({ day: '2023-12-31' }), null)
    assert.equal(found({ day: '2024-01-01' })?.name, rule.name)
    assert.equal(found({ day: '2025-12-31' })?.name, rule.name)
    assert.equal(found({ day: '2026-01-01' }), null)
  })
  it('holds for its message type in any spelling, and for no other', () => {
    assert.ok(found({ messageType: 'ref06' }))
    assert.equal(found({ messageType: 'XREF06' }), null)
    assert.equal(found({ messageType: 'DIS91' }), null)
  })
  it('holds for its kinds of receiver only', () => {
    assert.equal(found({ organisationType: '394761003' }), null)
    assert.equal(found({ organisationType: null }), null)
  })
  it('holds for units of its source only, where it names one', () => {
    const ofSample = hubRulesFrom(JSON.stringify([{ ...rule, forSource: 'sample' }]))
    assert.equal(found({ registerSource: 'sor-xml' }, ofSample), null)
    assert.equal(found({ registerSource: 'sample' }, ofSample)?.name, rule.name)
  })
})

describe('hubRulesFrom()', () => {
  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['an unknown message type', { ...rule, messageType: 'REF' }, /rule 1: message type "REF"/],
    ['a day that is none', { ...rule, fromDay: '2024-13-01' }, /rule 1/],
    ['an end before the beginning', { ...rule, toDay: '2023-01-01' }, /ends before/],
    ['two hubs', { ...rule, hubSorId: '9000005411000016005' }, /one of/],
    ['no hub', { ...rule, hubGln: null }, /one of/],
    ['a GLN with a wrong check digit', { ...rule, hubGln: '9520000005413' }, /check digit/],
    ['no name', { ...rule, name: '' }, /name is missing/],
    ['types that are no list', { ...rule, receiverTypes: 'all' }, /receiverTypes/],
  ]
  for (const [what, entry, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => hubRulesFrom(JSON.stringify([entry])), message)
    })
  }
  it('refuses what is no list', () => {
    assert.throws(() => hubRulesFrom('{}'), RangeError)
    assert.throws(() => hubRulesFrom('['), RangeError)
  })
})
