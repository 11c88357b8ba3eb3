import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fictionalMailbox, fictionalUnit } from '../../test/fictional.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { matchedBy } from '../mailbox/mailbox-choice.ts'
import type { MailboxesByUnit } from '../mailbox/mailbox-walk.ts'
import { parseMessageType } from '../message-type/message-type.ts'
import type { Chain, Unit } from '../unit/unit.ts'
import { NOT_FOUND_REASONS, type Resolution } from './resolution.ts'
import { resolveEndpoint } from './resolve-endpoint.ts'

const asked = parseMessageType('DIS91')

const mailboxes = fc.array(
  fc
    .record({
      status: fc.constantFrom('ACTIVE', 'SUSPENDED', 'OFF'),
      internalOnly: fc.boolean(),
      receives: fc.record({
        state: fc.constantFrom('KNOWN', 'NOT_RECORDED', 'UNKNOWN'),
        raw: fc.subarray(['DIS91', 'D9134L', 'XDIS91', 'RPT01']),
        sources: fc.constant([]),
        withheldBy: fc.subarray(['closed']),
      }),
    })
    .map(({ receives, ...more }) => ({
      ...more,
      receives: receives.state === 'KNOWN' ? receives : { ...receives, raw: [] },
    })),
  { maxLength: 3 },
)

interface Case {
  readonly chain: Chain
  readonly mailboxes: MailboxesByUnit
}

const cases: fc.Arbitrary<Case> = fc
  .array(fc.record({ inherits: fc.option(fc.boolean()), own: mailboxes }), {
    ...{ minLength: 1, maxLength: 5 },
  })
  .map((levels) => {
    const units = levels.map(({ inherits }, depth) =>
      fictionalUnit(`${depth}`, { inheritsGln: inherits, parentId: `${depth + 1}` }),
    )
    const own = levels.map(({ own }, depth): readonly Mailbox[] =>
      own.map((more, place) => fictionalMailbox(`${depth}.${place}`, more)),
    )
    return {
      chain: chainOf(units),
      mailboxes: new Map(
        own.map((own, depth) => [`${depth}`, { own, laterGlns: [], withheldBy: [] }]),
      ),
    }
  })

function chainOf(units: readonly Unit[]): Chain {
  const [first, ...above] = units
  assert.ok(first)
  return [first, ...above]
}

const resolve = ({ chain, mailboxes }: Case): Resolution =>
  resolveEndpoint({ chain, mailboxes, asked, hub: null, steps: [] })

const always = (holds: (one: Case, answer: Resolution) => void) =>
  fc.assert(fc.property(cases, (one) => holds(one, resolve(one))))

const ownOf = (one: Case, depth: number) => one.mailboxes.get(`${depth}`)?.own ?? []

describe('resolveEndpoint()', () => {
  it('finds only what is in service, open to all, and receives the type', () => {
    always((_one, answer) => {
      if (answer.kind !== 'found') return
      const { status, internalOnly } = answer.mailbox
      assert.deepEqual({ status, internalOnly }, { status: 'ACTIVE', internalOnly: false })
      assert.ok(answer.matched.length > 0)
    })
  })

  it('never chooses between two: where it finds one, no other of the holder would do', () => {
    always((one, answer) => {
      if (answer.kind !== 'found') return
      const holder = one.chain.findIndex((_unit, depth) => ownOf(one, depth).length > 0)
      const would = ownOf(one, holder)
        .filter((mailbox) => matchedBy(mailbox, asked).length > 0)
        .filter(({ status, internalOnly }) => status === 'ACTIVE' && !internalOnly)
      assert.deepEqual(would, [answer.mailbox])
    })
  })

  it('answers an heir as it answers whom it inherits from', () => {
    always((one, answer) => {
      const [unit, parent, ...above] = one.chain
      if (!parent || unit.inheritsGln !== true || ownOf(one, 0).length > 0) return
      const ofParent = resolve({ ...one, chain: [parent, ...above] })
      assert.deepEqual(essence(answer), essence(ofParent))
    })
  })

  it('is not moved by what stands above where the walk ends', () => {
    always((one, answer) => {
      const end = one.chain.findIndex(
        ({ inheritsGln }, depth) => ownOf(one, depth).length > 0 || inheritsGln !== true,
      )
      if (end < 0) return
      const cut = { ...one, chain: chainOf(one.chain.slice(0, end + 1)) }
      assert.deepEqual(essence(resolve(cut)), essence(answer))
    })
  })

  it('explains every answer in at least one step, and names a reason of the list', () => {
    always((_one, answer) => {
      assert.ok(answer.steps.length > 0)
      if (answer.kind === 'not-found') assert.ok(NOT_FOUND_REASONS.includes(answer.reason))
    })
  })

  it('is ambiguous only between two or more', () => {
    always((_one, answer) => {
      if (answer.kind === 'found' || answer.reason !== 'AMBIGUOUS') return
      assert.ok(answer.candidates.length > 1)
    })
  })
})

const essence = (answer: Resolution) =>
  answer.kind === 'found'
    ? { mailbox: answer.mailbox.id }
    : { reason: answer.reason, candidates: answer.candidates.map(({ id }) => id) }
