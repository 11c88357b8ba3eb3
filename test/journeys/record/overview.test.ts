import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { overviewFor, PARTS, type PartAnswer, partsOf, wordsOf } from './overview.ts'
import { openSandboxRecord } from './sandbox-record.ts'

const there = await openSandboxRecord()
after(() => there[Symbol.asyncDispose]())

const treated = (of: keyof typeof CITIZENS, more: Readonly<Record<string, string>> = {}) =>
  there.ask('doctor', overviewFor('TREATMENT', more), CITIZENS[of].cpr)

const all = (word: string) => Object.fromEntries(PARTS.map((part) => [part, word]))

describe('a whole record', () => {
  it('has every part that there is, each from its own source', async () => {
    assert.deepEqual(wordsOf(await treated('full')), {
      ...{ appointments: 'Appointments', carePlans: 'CarePlans', masterCard: 'MasterCard' },
      ...{ resuscitation: 'NoneRegistered', treatmentWill: 'TreatmentWill' },
      ...{ diagnoses: 'Diagnoses', maternity: 'NoneRegistered', measurements: 'Measurements' },
      ...{ medications: 'Medications', vaccinations: 'Vaccinations', documents: 'Documents' },
    })
  })

  it('says of each part that nothing is registered, where its source says so', async () => {
    const words = wordsOf(await treated('empty'))
    const unclear = 'Unavailable sfsk RESUSCITATION_UNCLEAR'
    assert.deepEqual(words, { ...all('NoneRegistered'), resuscitation: unclear })
  })

  it('tells what consent holds back from what is not there', async () => {
    const closed = wordsOf(await treated('closed'))
    assert.equal(closed.documents, 'Withheld CONSENT')
    assert.equal(closed.maternity, 'NoneRegistered')
    const more = { documents: '... on Documents { filtered }' }
    assert.equal(partsOf(await treated('blocked', more)).documents?.filtered, true)
    assert.equal(partsOf(await treated('full', more)).documents?.filtered, false)
  })

  it('takes an opt-out of resuscitation from the card alone: true, none, or not known', async () => {
    const more = { resuscitation: '... on ResuscitationOptOut { registered askedAt }' }
    const word = async (of: keyof typeof CITIZENS) => wordsOf(await treated(of, more)).resuscitation
    assert.deepEqual(
      [await word('optedOut'), await word('full'), await word('unclear')],
      ['ResuscitationOptOut', 'NoneRegistered', 'Unavailable sfsk RESUSCITATION_UNCLEAR'],
    )
  })

  it('asks anew about resuscitation each time', async () => {
    const before = there.calls.length
    const query =
      'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { one: resuscitation { __typename } other: resuscitation { __typename } masterCard { __typename } } }'
    await there.ask('doctor', query, CITIZENS.optedOut.cpr)
    assert.deepEqual(
      there.calls.slice(before).map(({ source }) => source),
      ['sfsk', 'sfsk', 'sfsk'],
    )
  })

  it('keeps one time line of measurements, the newest first, with the units of two sources', async () => {
    const more = { measurements: '... on Measurements { entries { at unit code { system } } }' }
    const { measurements } = partsOf(await treated('full', more))
    const entries = (measurements as PartAnswer).entries as {
      at: string
      unit: string
      code: { system: string }
    }[]
    const times = entries.map(({ at }) => Date.parse(at))
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    )
    assert.ok(new Set(entries.map(({ code }) => code.system)).size > 1)
  })

  it('gives the content of a document when it is asked for', async () => {
    const more = {
      appointments: '... on Appointments { entries { document { mimeType content } } }',
      maternity: '... on Maternity { documents { mimeType content } }',
      masterCard: '... on MasterCard { document { content } }',
    }
    const { appointments, masterCard } = partsOf(await treated('full', more))
    const [first] = (appointments as PartAnswer).entries as { document: { content: string } }[]
    assert.match(first?.document.content ?? '', /<ClinicalDocument/)
    assert.match(JSON.stringify(masterCard), /<ClinicalDocument/)
    const { maternity } = partsOf(await treated('pregnant', more))
    const [document] = (maternity as PartAnswer).documents as { content: string }[]
    assert.equal(JSON.parse(document?.content ?? '').resourceType, 'Bundle')
  })

  it('names units by their keys, those with a number of their own through the directory', async () => {
    const more = { diagnoses: '... on Diagnoses { author { sorId } }' }
    const { diagnoses } = partsOf(await treated('full', more))
    assert.deepEqual(diagnoses?.author, { sorId: '9000006021000016001' })
  })
})

describe('purpose', () => {
  it('opens the own record and the child to a citizen', async () => {
    const { cpr } = CITIZENS.pregnant
    const own = wordsOf(await there.ask('pregnant', overviewFor('OWN_RECORD'), cpr))
    assert.equal(own.maternity, 'Maternity')
    const child = CITIZENS.child.cpr
    const proxy = wordsOf(await there.ask('pregnant', overviewFor('PROXY'), child))
    assert.equal(proxy.appointments, 'Appointments')
  })

  it('keeps a stranger out by the exchange of tokens, and asks no source', async () => {
    const words = wordsOf(await there.ask('full', overviewFor('PROXY'), CITIZENS.child.cpr))
    assert.match(
      words.appointments ?? '',
      /^Unavailable dds (SIGN_IN_NOT_EXCHANGED|SOURCE_REFUSED)$/,
    )
  })

  for (const [who, purpose, of] of [
    ['full', 'TREATMENT', 'full'],
    ['full', 'OWN_RECORD', 'child'],
    ['full', 'PROXY', 'full'],
    ['doctor', 'OWN_RECORD', 'full'],
    ['doctor', 'PROXY', 'full'],
  ] as const) {
    it(`withholds all of ${of} from ${who} for ${purpose}, and asks nobody`, async () => {
      const before = there.calls.length
      const words = wordsOf(await there.ask(who, overviewFor(purpose), CITIZENS[of].cpr))
      assert.deepEqual(words, all('Withheld PURPOSE'))
      assert.equal(there.calls.length, before)
    })
  }
})

describe('a question that cannot be', () => {
  const refused = async (person: string | null, query: string, cpr: string) => {
    const { data, errors = [] } = await there.ask(person, query, cpr)
    assert.equal(data, null)
    assert.doesNotMatch(JSON.stringify(errors), /\d{6}-?\d{4}|3203480014/)
    return errors.map(({ extensions }) => extensions.code)
  }
  const overridden = (purpose: string, reason: string) =>
    `query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: ${purpose}, override: { ground: NOT_REACHABLE, reason: "${reason}" }) { documents { __typename } } }`

  it('of somebody who is not signed in', async () => {
    const codes = await refused(null, overviewFor('TREATMENT'), CITIZENS.full.cpr)
    assert.deepEqual(codes, ['SIGN_IN_REQUIRED'])
  })

  it('about what is no person number, which is not repeated', async () => {
    assert.deepEqual(await refused('doctor', overviewFor('TREATMENT'), '3203480014'), [
      'CPR_INVALID',
    ])
  })

  it('sets consent aside without a reason, or not for treatment', async () => {
    const { cpr } = CITIZENS.closed
    assert.deepEqual(await refused('doctor', overridden('TREATMENT', '  '), cpr), [
      'CONSENT_OVERRIDE_INVALID',
    ])
    assert.deepEqual(await refused('full', overridden('OWN_RECORD', 'why'), cpr), [
      'CONSENT_OVERRIDE_INVALID',
    ])
  })

  it('sets consent aside with a reason', async () => {
    const answer = await there.ask(
      'doctor',
      overridden('TREATMENT', 'Unconscious'),
      CITIZENS.closed.cpr,
    )
    assert.equal(partsOf(answer).documents?.__typename, 'Documents')
  })

  it('about a span that is none is a part that says so', async () => {
    const query =
      'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { appointments(from: "2026-02-30") { ... on Unavailable { source code } } measurements(from: "2026-02-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { ... on Unavailable { source code } } } }'
    const parts = partsOf(await there.ask('doctor', query, CITIZENS.full.cpr))
    const code = { source: 'record', code: 'SPAN_INVALID' }
    assert.deepEqual(parts.appointments, code)
    assert.deepEqual(parts.measurements, code)
  })
})
