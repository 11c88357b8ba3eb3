import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openSandboxRecord } from '../record/sandbox-record.ts'

const there = await openSandboxRecord()
after(() => there[Symbol.asyncDispose]())

const { cpr } = CITIZENS.full
const ask = (person: string, args: string, of = cpr) =>
  there.ask(
    person,
    `query ($cpr: Cpr!) { citizen(cpr: $cpr, ${args}) { medications { __typename } } }`,
    of,
  )

describe('a question that says to act for another', () => {
  const OTHER = CITIZENS.empty.cpr
  const REASON = (text: string) => `override: { ground: NOT_REACHABLE, reason: "${text}" }`
  const refused = [
    ['doctor', 'purpose: TREATMENT, actingAt: "12345"', 'ACTING_INVALID', /"12345".*11 to 19/],
    [
      ...['doctor', 'purpose: TREATMENT, actingAt: "9000006021000016002"', 'ACTING_INVALID'],
      /"9000006021000016002".*check digit/,
    ],
    ['doctor', `purpose: TREATMENT, actingAt: "${OTHER}"`, 'ACTING_INVALID', /"\[number\]"/],
    ['doctor', `purpose: TREATMENT, onBehalfOf: "${OTHER}"`, 'ACTING_INVALID', /authorisation/],
    ['doctor', 'purpose: TREATMENT, onBehalfOf: "<x>&"', 'ACTING_INVALID', /authorisation/],
    [
      ...['full', 'purpose: OWN_RECORD, actingAt: "9000006021000016001"', 'ACTING_INVALID'],
      /no unit/,
    ],
    ['full', `purpose: OWN_RECORD, onBehalfOf: "${OTHER}"`, 'ACTING_INVALID', /whose record/],
    ['doctor', `purpose: TREATMENT, ${REASON(' ')}`, 'CONSENT_OVERRIDE_INVALID', /no reason/],
    [
      ...['doctor', `purpose: TREATMENT, ${REASON('x'.repeat(1_001))}`, 'CONSENT_OVERRIDE_INVALID'],
      /more than 1000/,
    ],
    [
      ...['doctor', `purpose: TREATMENT, ${REASON(`asked ${OTHER}`)}`, 'CONSENT_OVERRIDE_INVALID'],
      /person number/,
    ],
    ['full', `purpose: OWN_RECORD, ${REASON('mine')}`, 'CONSENT_OVERRIDE_INVALID', /treatment/],
  ] as const
  for (const [person, args, code, rule] of refused) {
    it(`is refused where ${person} says ${args.slice(0, 70).replace(OTHER, 'a number')}`, async () => {
      const before = there.calls.length
      const { data, errors = [] } = await ask(person, args)
      assert.equal(data, null)
      assert.equal(errors[0]?.extensions.code, code)
      assert.match(errors[0]?.message ?? '', rule)
      assert.doesNotMatch(JSON.stringify(errors), new RegExp(`${OTHER}|${cpr}`))
      assert.equal(there.calls.length, before)
      assert.doesNotMatch(there.logged(), new RegExp(`${OTHER}|${cpr}`))
    })
  }

  it('is asked where both fit', async () => {
    const args =
      'purpose: TREATMENT, actingAt: "9000006021000016001", onBehalfOf: "0FN2J", override: { ground: NOT_REACHABLE, reason: "Unconscious." }'
    const { errors } = await ask('nurse', args)
    assert.equal(errors, undefined)
  })

  it('is asked where a parent names the child', async () => {
    const child = CITIZENS.child.cpr
    const { errors } = await ask('pregnant', `purpose: PROXY, onBehalfOf: "${child}"`, child)
    assert.equal(errors, undefined)
  })
})
