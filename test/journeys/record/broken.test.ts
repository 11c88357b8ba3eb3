import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { ConfigError } from '../../../services/kit/config.ts'
import { requireSandbox } from '../../../services/record/client/require-sandbox.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { overviewFor, PARTS, partsOf, wordsOf } from './overview.ts'
import { openSandboxRecord } from './sandbox-record.ts'

const DEADLINE_MS = 1_500
const there = await openSandboxRecord({ RECORD_DEADLINE_MS: String(DEADLINE_MS) })
after(() => there[Symbol.asyncDispose]())
const { modes } = there.sandbox
afterEach(() => modes.clear())

const overview = (of: keyof typeof CITIZENS = 'full') =>
  there.ask('doctor', overviewFor('TREATMENT'), CITIZENS[of].cpr)

const whole = wordsOf(await overview())

describe('a record of which sources are down', () => {
  it('answers the rest, and of each that is down when it was last well and how long it took', async () => {
    modes.set('fmk', { kind: 'broken', how: 'hang' })
    modes.set('fut-measurement', { kind: 'broken', how: 'error-500' })
    const answer = await overview()
    assert.deepEqual(wordsOf(answer), {
      ...whole,
      medications: 'Unavailable fmk SOURCE_TIMEOUT',
      measurements: 'Unavailable fut SOURCE_FAULT',
    })
    const { medications, measurements } = partsOf(answer)
    assert.ok(Number(medications?.tookMs) >= DEADLINE_MS - 1, `${medications?.tookMs} ms`)
    assert.ok(Number(measurements?.tookMs) < DEADLINE_MS)
    for (const part of [medications, measurements]) {
      assert.ok(Date.parse(String(part?.lastWell)) <= Date.now())
    }
  })

  it('tells uptime of one call for each question, for all people together', async () => {
    modes.set('ddv', { kind: 'broken', how: 'cut' })
    const before = there.calls.length
    assert.equal(wordsOf(await overview()).vaccinations, 'Unavailable ddv SOURCE_UNREACHABLE')
    const ddv = there.calls.slice(before).filter(({ source }) => source === 'ddv')
    assert.deepEqual(
      ddv.map(({ isFailure, consumer }) => [isFailure, consumer]),
      [[true, 'signed-in people']],
    )
  })

  for (const [how, code] of [
    ['garbage', 'SOURCE_ANSWER_INVALID'],
    ['fault', 'SOURCE_FAULT'],
  ] as const) {
    it(`says ${code} of ${how}`, async () => {
      modes.set('btr', { kind: 'broken', how })
      assert.equal(wordsOf(await overview()).treatmentWill, `Unavailable btr ${code}`)
    })
  }

  it('never shows half a pregnancy: MHD down makes it unavailable, also where the other has documents', async () => {
    modes.set('mhd', { kind: 'broken', how: 'error-500' })
    assert.equal(wordsOf(await overview('pregnant')).maternity, 'Unavailable mhd SOURCE_FAULT')
  })

  it('says so where no token can be had, and holds it against no source', async () => {
    const before = there.calls.length
    modes.set('sts-bst2sosi', { kind: 'broken', how: 'fault' })
    modes.set('sts-jwt2idws', { kind: 'broken', how: 'fault' })
    const query = overviewFor('TREATMENT')
    const words = wordsOf(await there.ask('nurse', query, CITIZENS.full.cpr))
    assert.equal(words.appointments, 'Unavailable dds SIGN_IN_NOT_EXCHANGED')
    const told = there.calls.slice(before).filter(({ source }) => source === 'dds')
    assert.deepEqual(told, [])
  })

  it('asks no more of what fails again and again, and the rest as before', async () => {
    modes.set('fmk', { kind: 'broken', how: 'error-500' })
    let word = ''
    for (let count = 0; count < 12 && !word.endsWith('SOURCE_OPEN_CIRCUIT'); count++) {
      word = wordsOf(await overview()).medications ?? ''
    }
    assert.equal(word, 'Unavailable fmk SOURCE_OPEN_CIRCUIT')
    const answer = await overview()
    assert.deepEqual(wordsOf(answer), { ...whole, medications: word })
    assert.ok(Number(partsOf(answer).medications?.tookMs) < 50)
  })

  it('answers all the same where everything is down', async () => {
    for (const service of [
      ...(['dds-registry', 'sfsk-registry', 'btr', 'ltr'] as const),
      ...(['fmk', 'ddv', 'fut-measurement', 'mhd'] as const),
    ]) {
      modes.set(service, { kind: 'broken', how: 'hang' })
    }
    const words = Object.values(wordsOf(await overview()))
    assert.equal(words.length, PARTS.length)
    for (const word of words) assert.match(word, /^Unavailable \w+ SOURCE_/)
  })
})

describe('the log of all that', () => {
  it('holds no person number', () => {
    assert.doesNotMatch(there.logged(), /\d{6}-?\d{4}/)
  })
})

describe('a profile that names anything but the sandbox', () => {
  it('keeps the record from starting, by the name of the setting', async () => {
    const { profile, url } = there.sandbox
    const elsewhere = {
      ...profile,
      services: { ...profile.services, fmk: new URL('https://fmk.example/') },
    }
    requireSandbox(profile, url)
    assert.throws(
      () => requireSandbox(elsewhere, url),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        assert.match(
          error.message,
          /PLATFORM_PROFILE must name the sandbox .* fmk at https:\/\/fmk\.example/,
        )
        return true
      },
    )
  })
})
