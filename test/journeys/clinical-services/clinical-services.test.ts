import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { KnownError } from '../../../services/kit/errors.ts'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import { DgwsFault, UpstreamAnswerInvalid } from '../../../services/nsp/soap/errors.ts'
import { xml } from '../../../services/nsp/xml/template.ts'
import { ddvSource } from '../../../services/record/client/ddv/ddv-source.ts'
import { FhirFault } from '../../../services/record/client/fhir/errors.ts'
import { fhirClient } from '../../../services/record/client/fhir/fhir-client.ts'
import { fmkSource } from '../../../services/record/client/fmk/fmk-source.ts'
import { FMK_E2_NS, GET_MEDICINE_CARD } from '../../../services/record/client/fmk/names.ts'
import { futSource } from '../../../services/record/client/fut/fut-source.ts'
import { willSource } from '../../../services/record/client/wills/will-source.ts'
import { ORGANISATIONS } from '../../../services/sandbox/domain/world/organisations.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { type AskedSandbox, openAskedSandbox } from './asking.ts'

const EVERYTHING = { from: null, to: null }

describe('clinical services of the sandbox', () => {
  let opened: AskedSandbox
  before(async () => {
    opened = await openAskedSandbox()
  })
  after(() => opened[Symbol.asyncDispose]())
  afterEach(() => opened.sandbox.modes.clear())

  const sources = () => {
    const { platform, sandbox } = opened
    const base = sandbox.profile.services['fut-measurement']
    assert.ok(base)
    const fut = futSource(fhirClient({ base, name: 'fut-measurement', tracing: idsOnly }))
    return {
      fmk: fmkSource(platform, sandbox.profile.system),
      ddv: ddvSource(platform, sandbox.profile.system),
      fut,
      wills: willSource(platform),
    }
  }

  for (const who of ['full', 'doctor'] as const) {
    it(`give ${who} the medicine card in force, with the prescriber's number`, async () => {
      const said = await sources().fmk.medications(await opened.asking(who, 'full'))
      assert.ok(said.kind === 'found')
      assert.equal(said.part.filtered, false)
      assert.deepEqual(
        said.part.entries.map(({ drug, prescribedBy }) => [
          ...[drug.code, prescribedBy?.sorId ?? prescribedBy?.ydernummer],
        ]),
        [
          ['A10BA02', '000101'],
          ['C09AA02', ORGANISATIONS.heartCentre.sorId],
          ['N02BE01', '000101'],
          ['B01AA03', ORGANISATIONS.heartCentre.sorId],
        ],
      )
      assert.deepEqual(
        said.part.entries.map(({ dosage }) => dosage),
        [
          '1 tablet morgen og 1 tablet aften - hver dag',
          '1 tablet morgen - hver dag',
          '2 tabletter efter behov, højst 4 gange daglig',
          'Dosering efter skema i lokalt system',
        ],
      )
    })

    it(`give ${who} the active vaccinations, in multipart or not`, async () => {
      const said = await sources().ddv.vaccinations(await opened.asking(who, 'full'))
      assert.ok(said.kind === 'found')
      assert.deepEqual(
        said.part.entries.map(({ vaccine, performedBy }) => [vaccine.code, performedBy?.name]),
        [
          ['J07BB02', ORGANISATIONS.homeCare.name],
          ['J07AL02', ORGANISATIONS.practice.name],
          ['J07AM51', ORGANISATIONS.hospital.name],
          ['J07BD52', undefined],
        ],
      )
    })

    it(`give ${who} every observation of every page`, async () => {
      const said = await sources().fut.measurements(await opened.asking(who, 'full'), EVERYTHING)
      assert.ok(said.kind === 'found')
      const { entries } = said.part
      assert.equal(entries.length, 6 * 2 + 4 + 3)
      assert.ok(entries.every(({ value }) => value !== 714))
      assert.ok(entries.some(({ text }) => text === 'Sover dårligt, ellers godt tilpas'))
      assert.equal(entries.find(({ code }) => code.code === '8480-6')?.unit, 'mmHg')
      assert.equal(entries[0]?.responsible?.sorId, ORGANISATIONS.telemedicine.sorId)
    })
  }

  it('keep what is private from staff and say so, and show it to the citizen', async () => {
    const { fmk, fut } = sources()
    const [staff, own] = [
      await opened.asking('doctor', 'blocked'),
      await opened.asking('blocked', 'blocked'),
    ]
    const seen = async (asking: typeof staff) => {
      const [medications, measurements] = await Promise.all([
        fmk.medications(asking),
        fut.measurements(asking, EVERYTHING),
      ])
      return [medications, measurements].map((said) =>
        said.kind === 'found' ? [said.part.entries.length, said.part.filtered] : said.kind,
      )
    }
    assert.deepEqual(await seen(staff), [
      [1, true],
      [1, true],
    ])
    assert.deepEqual(await seen(own), [
      [2, false],
      [3, false],
    ])
    assert.deepEqual(await seen(await opened.asking('doctor', 'closed')), [
      'allHeldBack',
      'allHeldBack',
    ])
    assert.deepEqual(await seen(await opened.asking('doctor', 'empty')), ['none', 'none'])
  })

  it('give observations in pages that name nobody in their address, and to nobody else', async () => {
    const base = opened.sandbox.profile.services['fut-measurement']
    const search = (token: string) =>
      fetch(`${base}/Observation/_search`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${token}` } },
        body: new URLSearchParams({
          'subject:identifier': `urn:oid:1.2.208.176.1.2|${CITIZENS.full.cpr}`,
        }),
      })
    const tokenOf = async (who: 'full' | 'doctor') => {
      const { acting } = await opened.asking(who, 'full')
      assert.ok(acting.kind !== 'system')
      return (acting.kind === 'citizen' ? acting.jwt : acting.accessToken).reveal()
    }
    const [own, staff] = [await tokenOf('full'), await tokenOf('doctor')]
    const { entry, link } = await (await search(own)).json()
    assert.equal(entry.length, 10)
    assert.doesNotMatch(link[0].url, new RegExp(CITIZENS.full.cpr))
    const next = (token: string) =>
      fetch(link[0].url, { headers: { authorization: `Bearer ${token}` } })
    assert.equal((await next(own)).status, 200)
    assert.equal((await next(staff)).status, 410)
    assert.equal((await search('no.good.token')).status, 401)
    assert.equal((await fetch(`${base}/Observation?patient=1`)).status, 405)
  })

  it('hold observations within a span of time', async () => {
    const asking = await opened.asking('full', 'full')
    const from = new Date(Date.now() - 2.5 * 86_400_000).toISOString()
    const said = await sources().fut.measurements(asking, { from, to: null })
    assert.ok(said.kind === 'found')
    assert.equal(said.part.entries.length, 3 * 2 + 1 + 3)
    const before = await sources().fut.measurements(asking, {
      from: null,
      to: '2000-01-01T00:00:00Z',
    })
    assert.deepEqual(before, { kind: 'none' })
  })

  it('tell of a treatment will, of a living will, and of none', async () => {
    const told = async (about: keyof typeof CITIZENS) => {
      const said = await sources().wills.treatmentWill(await opened.asking('doctor', about))
      return said.kind === 'found' ? [said.part.kind, said.part.wishes.length] : said.kind
    }
    assert.deepEqual(await told('full'), ['TREATMENT_WILL', 3])
    assert.deepEqual(await told('optedOut'), ['TREATMENT_WILL', 4])
    assert.deepEqual(await told('unclear'), ['LIVING_WILL', 2])
    assert.equal(await told('empty'), 'none')
  })

  it('say nothing of a will where a register that could contradict fails', async () => {
    const { wills } = sources()
    const about = (who: keyof typeof CITIZENS) => opened.asking('doctor', who)
    opened.sandbox.modes.set('ltr', { kind: 'broken', how: 'garbage' })
    await assert.rejects(wills.treatmentWill(await about('empty')), UpstreamAnswerInvalid)
    assert.equal((await wills.treatmentWill(await about('full'))).kind, 'found')
    opened.sandbox.modes.clear()
    opened.sandbox.modes.set('btr', { kind: 'broken', how: 'garbage' })
    await assert.rejects(wills.treatmentWill(await about('unclear')), UpstreamAnswerInvalid)
  })

  it('let a parent ask for a child, and no citizen for a stranger', async () => {
    const { fmk, ddv, fut } = sources()
    const parent = await opened.asking('pregnant', 'child')
    const said = await fmk.medications(parent)
    assert.ok(said.kind === 'found' && said.part.entries.length === 2)
    assert.equal((await ddv.vaccinations(parent)).kind, 'found')
    assert.equal((await fut.measurements(parent, EVERYTHING)).kind, 'none')
    const own = await opened.asking('full', 'full')
    const stranger = { ...own, regarding: { ...own.regarding, cpr: CITIZENS.empty.cpr } }
    await assert.rejects(fmk.medications(stranger), DgwsFault)
    await assert.rejects(ddv.vaccinations(stranger), DgwsFault)
    await assert.rejects(fut.measurements(stranger, EVERYTHING), FhirFault)
  })

  it('let nobody look up without telling which system asks, and in which role', async () => {
    const { acting, regarding, signal } = await opened.asking('doctor', 'full')
    const body = xml`<e:GetMedicineCardRequest xmlns:e="${FMK_E2_NS}"><e:PersonIdentifier source="CPR">${regarding.cpr}</e:PersonIdentifier></e:GetMedicineCardRequest>`
    const call = { service: 'fmk', action: GET_MEDICINE_CARD, body } as const
    await assert.rejects(opened.platform.call({ ...call, acting, regarding, signal }), (error) => {
      assert.ok(error instanceof DgwsFault)
      assert.equal(error.faultCode, 'missing_required_header')
      return true
    })
  })

  it('fail whole where they are broken, and end where they hang', async () => {
    const asking = await opened.asking('full', 'full')
    const { fmk, ddv, fut } = sources()
    const ask = {
      fmk: (signal = asking.signal) => fmk.medications({ ...asking, signal }),
      ddv: (signal = asking.signal) => ddv.vaccinations({ ...asking, signal }),
      'fut-measurement': (signal = asking.signal) =>
        fut.measurements({ ...asking, signal }, EVERYTHING),
    }
    for (const service of ['fmk', 'ddv', 'fut-measurement'] as const) {
      for (const how of ['error-500', 'cut', 'garbage', 'fault'] as const) {
        opened.sandbox.modes.set(service, { kind: 'broken', how })
        await assert.rejects(ask[service](), KnownError)
      }
      opened.sandbox.modes.set(service, { kind: 'broken', how: 'hang' })
      const ending = AbortSignal.timeout(200)
      await assert.rejects(ask[service](ending), (error) => error === ending.reason)
    }
  })

  it('turn the system itself away where only people are let in', async () => {
    const asking = { ...(await opened.asking('full', 'full')), acting: { kind: 'system' } as const }
    await assert.rejects(sources().fut.measurements(asking, EVERYTHING), (error) => {
      assert.ok(error instanceof FhirFault && error.isRefusal)
      return true
    })
  })
})
