import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { ORGANISATIONS } from '../../../services/sandbox/domain/world/organisations.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { writeCallersFile } from './fixture/callers-file.ts'
import { openServedHub } from './fixture/served-hub.ts'
import { WITHOUT_AUTHORISATION, WORDS, wholeRecord } from './fixture/whole-record.ts'
import { PARTS, type PartAnswer, partsOf, wordsOf } from './overview.ts'

const callers = await writeCallersFile([])
const hub = await openServedHub({ FUNDAMENT_CALLERS_FILE: callers.path })
after(async () => {
  await hub[Symbol.asyncDispose]()
  await callers[Symbol.asyncDispose]()
})

type CitizenName = keyof typeof CITIZENS
const NAMES = Object.keys(CITIZENS) as readonly CitizenName[]

type Entry = Readonly<Record<string, unknown>>
const entriesOf = (part: PartAnswer | undefined) => part?.entries as readonly Entry[]
const named = (entries: readonly Entry[], by: string) =>
  entries.map((entry) => (entry[by] as { readonly name: string } | null)?.name ?? null)

const asked = (query: string, cpr: string, as: 'doctor' | 'full' = 'doctor') =>
  hub.ask({ as, query, variables: { cpr } })

describe('citizen(), through the gateway over HTTP', () => {
  for (const name of NAMES) {
    it(`answers a doctor about each part of ${name}, none of them null`, async () => {
      const answer = await hub.ask(wholeRecord('doctor', name))
      assert.deepEqual(wordsOf(answer), WORDS[name])
      for (const part of Object.values(partsOf(answer))) {
        if (part.__typename === 'NoneRegistered') assert.ok(Date.parse(String(part.askedAt)))
      }
    })
  }

  for (const [as, of, purpose] of [
    ['full', 'full', 'OWN_RECORD'],
    ['pregnant', 'pregnant', 'OWN_RECORD'],
    ['pregnant', 'child', 'PROXY'],
    ['nurse', 'full', 'TREATMENT'],
  ] as const) {
    it(`answers ${as} about ${of} as ${purpose} what it answers a doctor`, async () => {
      assert.deepEqual(wordsOf(await hub.ask(wholeRecord(as, of, purpose))), WORDS[of])
    })
  }

  it('shows a citizen what she holds back from others', async () => {
    const own = wordsOf(await hub.ask(wholeRecord('closed', 'closed', 'OWN_RECORD')))
    assert.deepEqual(
      { ...WORDS.full, ...own },
      {
        ...{ ...WORDS.closed, appointments: 'Appointments', carePlans: 'CarePlans' },
        ...{ diagnoses: 'Diagnoses', documents: 'Documents', medications: 'Medications' },
        measurements: own.measurements,
      },
    )
    assert.doesNotMatch(JSON.stringify(own), /CONSENT/)
  })

  it('shows somebody without authorisation what the sources allow, and says that the rest was refused', async () => {
    const answer = await hub.ask(wholeRecord('homeHelper', 'full'))
    assert.deepEqual(wordsOf(answer), WITHOUT_AUTHORISATION)
  })
})

describe('what a part says', () => {
  it('is what its source said, with units by the names that the directory has for them', async () => {
    const parts = partsOf(await hub.ask(wholeRecord('doctor', 'full')))
    const { heartCentre, homeCare, telemedicine, practice } = ORGANISATIONS
    assert.deepEqual(named(entriesOf(parts.appointments), 'responsible'), [
      ...[heartCentre.name, homeCare.name, telemedicine.name, heartCentre.name, practice.name],
    ])
    assert.deepEqual(named(entriesOf(parts.carePlans), 'responsible'), [
      homeCare.name,
      homeCare.name,
    ])
    assert.deepEqual(parts.diagnoses?.author, { name: practice.name })
    assert.deepEqual(named(entriesOf(parts.medications), 'prescribedBy'), [
      ...[practice.name, heartCentre.name, practice.name, heartCentre.name],
    ])
    // The card names the practice by its own name, and by a number that is that of a unit within.
    assert.deepEqual(parts.masterCard?.dentist, { name: 'Elo Søbred' })
    assert.deepEqual(
      entriesOf(parts.diagnoses).map(({ text }) => text),
      ['Sukkersyge, type 2', 'Hjertesvigt', 'Blærebetændelse'],
    )
    const weights = entriesOf(parts.measurements).filter(({ unit }) => unit === 'kg')
    assert.deepEqual(
      weights.map(({ value }) => value),
      [71.4, 70.9, 72.1, 71.4, 72.8, 73.5],
    )
    assert.equal(entriesOf(parts.documents).length, 13)
  })

  it('says of each wish whose acceptance it needs, and what kind of will it is', async () => {
    const { treatmentWill } = partsOf(await hub.ask(wholeRecord('doctor', 'optedOut')))
    assert.equal(treatmentWill?.kind, 'TREATMENT_WILL')
    assert.equal(treatmentWill?.registeredOn, '2022-02-03')
    assert.deepEqual(treatmentWill?.wishes, [
      { wish: { code: 'noLifeProlongingIfDying' }, acceptanceNeededFrom: null },
      { wish: { code: 'noLifeProlongingIfSeverelyDegraded' }, acceptanceNeededFrom: null },
      {
        wish: { code: 'noLifeProlongingIfSeverePain' },
        acceptanceNeededFrom: { code: 'guardianAcceptanceRequired' },
      },
      {
        wish: { code: 'noForcedTreatmentIfIncapable' },
        acceptanceNeededFrom: { code: 'relativeAcceptanceRequired' },
      },
    ])
    const { treatmentWill: living } = partsOf(await hub.ask(wholeRecord('doctor', 'unclear')))
    assert.equal(living?.kind, 'LIVING_WILL')
  })

  it('is filtered where consent held some of it back, and there only', async () => {
    const filtered = async (name: CitizenName) =>
      Object.entries(partsOf(await hub.ask(wholeRecord('doctor', name)))).flatMap(([part, said]) =>
        said.filtered === true ? [part] : [],
      )
    const some = ['appointments', 'measurements', 'medications', 'documents']
    assert.deepEqual(await filtered('blocked'), some)
    assert.deepEqual(await filtered('full'), [])
  })

  it('tells an opt-out with its day and the moment of asking, and computes nothing', async () => {
    const before = Date.now()
    const { resuscitation } = partsOf(await hub.ask(wholeRecord('doctor', 'optedOut')))
    assert.ok(resuscitation)
    const { askedAt, registeredOn, ...rest } = resuscitation
    assert.deepEqual(rest, {
      ...{ __typename: 'ResuscitationOptOut', registered: true, inForceFrom: null },
    })
    assert.match(String(registeredOn), /^\d{4}-\d{2}-\d{2}$/)
    assert.ok(Date.parse(String(askedAt)) >= before && Date.parse(String(askedAt)) <= Date.now())
  })
})

describe('consent that is set aside', () => {
  const overridden = (reason: string, purpose = 'TREATMENT') =>
    `query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: ${purpose}, override: { ground: CITIZEN_CONSENTS, reason: "${reason}" }) {
      diagnoses { __typename ... on Diagnoses { filtered } }
      appointments { __typename ... on Appointments { filtered entries { start } } }
      medications { __typename ... on Medications { filtered } }
    } }`

  for (const name of ['blocked', 'closed'] as const) {
    it(`shows what ${name} holds back, but for medicine that is private, which nothing opens`, async () => {
      const parts = partsOf(await asked(overridden('Is here and says yes'), CITIZENS[name].cpr))
      assert.deepEqual(parts.diagnoses, { __typename: 'Diagnoses', filtered: false })
      assert.equal(parts.medications?.filtered ?? 'all of it', name === 'blocked' || 'all of it')
      assert.equal(parts.appointments?.filtered, false)
      assert.equal(entriesOf(parts.appointments).length, name === 'blocked' ? 2 : 1)
    })
  }

  it('needs a reason, and treatment', async () => {
    const { cpr } = CITIZENS.full
    for (const answer of [
      await asked(overridden(''), cpr),
      await asked(overridden('why not', 'OWN_RECORD'), cpr, 'full'),
    ]) {
      assert.equal(answer.errors?.[0]?.extensions?.code, 'CONSENT_OVERRIDE_INVALID')
    }
  })
})

describe('who may ask', () => {
  const nobodyAsked = async (ask: () => Promise<void>) => {
    const before = await hub.asked()
    assert.ok(before.length > 0)
    await ask()
    assert.deepEqual((await hub.asked()).slice(before.length), [])
  }

  for (const [as, of, purpose] of [
    ['doctor', 'full', 'OWN_RECORD'],
    ['doctor', 'full', 'PROXY'],
    ['full', 'full', 'TREATMENT'],
    ['full', 'child', 'OWN_RECORD'],
    ['full', 'full', 'PROXY'],
  ] as const) {
    it(`is not ${as} about ${of} for ${purpose}, and no source is asked`, () =>
      nobodyAsked(async () => {
        const words = wordsOf(await hub.ask(wholeRecord(as, of, purpose)))
        const none = PARTS.map((part) => [part, 'Withheld PURPOSE'])
        assert.deepEqual(words, Object.fromEntries(none))
      }))
  }

  it('is nobody without a sign-in, nor a system by its key', () =>
    nobodyAsked(async () => {
      for (const as of [null, callers]) {
        const answer = await hub.ask({ ...wholeRecord('doctor', 'full'), as })
        assert.equal(answer.errors?.[0]?.extensions?.code, 'SIGN_IN_REQUIRED')
        assert.equal(answer.data, null)
      }
      const stranger = await hub.ask({ ...wholeRecord('doctor', 'full'), as: { key: 'unknown' } })
      assert.equal(stranger.errors?.[0]?.extensions?.code, 'CALLER_UNKNOWN')
    }))

  it('is nobody else for a child, by the word of the exchange of tokens', async () => {
    for (const word of Object.values(wordsOf(await hub.ask(wholeRecord('full', 'child', 'PROXY')))))
      assert.match(word, /^Unavailable \w+ SIGN_IN_NOT_EXCHANGED$/)
  })
})
