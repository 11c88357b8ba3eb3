import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import { type OpenPlatform, openPlatform } from '../../../services/nsp/platform/open-platform.ts'
import { openDocumentSource } from '../../../services/record/client/documents/open-document-source.ts'
import { fhirClient } from '../../../services/record/client/fhir/fhir-client.ts'
import { openMasterCardSource } from '../../../services/record/client/master-card/open-master-card-source.ts'
import { openMaternitySource } from '../../../services/record/client/mhd/open-maternity-source.ts'
import type { Asking } from '../../../services/record/client/source.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { createSandbox, type SandboxService } from '../../../services/sandbox/service.ts'
import { signedIn } from './sign-in.ts'

const OPEN = { from: null, to: null }

describe('documents of a citizen, from sign-in to SOAP and FHIR and back', () => {
  let sandbox: SandboxService
  let platform: OpenPlatform
  let doctor: (cpr: string, consentOverride?: boolean) => Promise<Asking>

  before(async () => {
    sandbox = await createSandbox()
    platform = openPlatform({ profile: sandbox.profile, tracing: idsOnly })
    doctor = await signedIn(sandbox.profile, 'doctor')
  })
  after(async () => {
    await platform?.[Symbol.asyncDispose]()
    await sandbox?.[Symbol.asyncDispose]()
  })

  const documents = () => openDocumentSource({ platform })
  const cards = () => openMasterCardSource({ platform })

  const overMhd = () => {
    const base = sandbox.profile.services.mhd
    assert.ok(base)
    return openMaternitySource(fhirClient({ base, name: 'mhd', tracing: idsOnly }))
  }

  it('reads every part of whoever has something in each', async () => {
    const asking = await doctor(CITIZENS.full.cpr)
    const source = documents()
    const appointments = await source.appointments(asking, OPEN)
    assert.ok(appointments.kind === 'found' && appointments.part.entries.length > 2)
    assert.ok(appointments.part.entries.some(({ responsible }) => responsible?.ydernummer))
    assert.ok(appointments.part.entries.every(({ title, location }) => title && location))
    const plans = await source.carePlans(asking)
    assert.ok(plans.kind === 'found' && plans.part.entries[0]?.activities.length)
    const diagnoses = await source.diagnoses(asking)
    assert.ok(diagnoses.kind === 'found' && diagnoses.part.entries.length === 3)
    const measurements = await source.measurements(asking, OPEN)
    assert.ok(measurements.kind === 'found')
    const { entries } = measurements.part
    assert.ok(entries.some(({ unit }) => unit) && entries.some(({ text }) => text))
    const all = await source.documents(asking, null)
    assert.ok(
      all.kind === 'found' && all.part.entries.some(({ status }) => status === 'DEPRECATED'),
    )
    const page = all.part.entries.find(({ mimeType }) => mimeType === 'application/pdf')
    assert.ok(page)
    assert.match((await source.contentOf(asking, page)).toString('latin1'), /^%PDF/)
    const card = await cards().masterCard(asking)
    assert.ok(card.kind === 'found' && card.part.dentist && card.part.temporaryAddress)
    assert.deepEqual(
      card.part.relatives.map(({ relation }) => relation?.code),
      ['ægtefælle', 'barn'],
    )
  })

  it('says none for whoever has nothing', async () => {
    const asking = await doctor(CITIZENS.empty.cpr)
    const source = documents()
    for (const said of [
      ...[await source.appointments(asking, OPEN), await source.carePlans(asking)],
      ...[await source.diagnoses(asking), await source.measurements(asking, OPEN)],
      ...[await source.maternity(asking), await source.documents(asking, null)],
      ...[await cards().masterCard(asking), await overMhd().maternity(asking)],
    ]) {
      assert.deepEqual(said, { kind: 'none' })
    }
    const all = cards().resuscitation(asking)
    await assert.rejects(all, { code: 'RESUSCITATION_UNCLEAR' })
  })

  it('tells of resuscitation what the card states', async () => {
    const asked = async (person: keyof typeof CITIZENS) =>
      cards().resuscitation(await doctor(CITIZENS[person].cpr))
    const optedOut = await asked('optedOut')
    assert.ok(optedOut.kind === 'found')
    assert.match(optedOut.part.registeredOn ?? '', /^\d{4}-\d\d-\d\d$/)
    assert.equal(optedOut.part.inForceFrom, null)
    assert.deepEqual(await asked('full'), { kind: 'none' })
    await assert.rejects(asked('unclear'), { code: 'RESUSCITATION_UNCLEAR' })
    await assert.rejects(asked('child'), { code: 'RESUSCITATION_UNCLEAR' })
  })

  it('reads the same pregnancy from document sharing and over MHD', async () => {
    const asking = await doctor(CITIZENS.pregnant.cpr)
    const [shared, mhd] = [await documents().maternity(asking), await overMhd().maternity(asking)]
    assert.ok(shared.kind === 'found' && mhd.kind === 'found')
    assert.match(shared.part.dueDate ?? '', /^\d{4}-\d\d-\d\d$/)
    assert.equal(shared.part.sections.length, 2)
    assert.ok(shared.part.measurements.some(({ text }) => text?.startsWith('Fetus')))
    const { documents: xds, measurements, ...part } = shared.part
    const { documents: fhir, measurements: measured, ...other } = mhd.part
    assert.deepEqual(other, part)
    assert.equal(measured.length, measurements.length)
    assert.deepEqual(
      fhir.map(({ uniqueId }) => uniqueId),
      xds.map(({ uniqueId }) => uniqueId),
    )
    const [first] = fhir
    assert.ok(first)
    const content = await overMhd().contentOf(asking, structuredClone(first))
    assert.equal(JSON.parse(content.toString()).resourceType, 'Bundle')
  })

  it('says what consent holds back, and shows it where consent is set aside', async () => {
    const closed = await doctor(CITIZENS.closed.cpr)
    assert.deepEqual(await documents().diagnoses(closed), { kind: 'allHeldBack' })
    const blocked = await documents().appointments(await doctor(CITIZENS.blocked.cpr), OPEN)
    assert.ok(blocked.kind === 'found' && blocked.part.filtered)
    const all = await documents().appointments(await doctor(CITIZENS.blocked.cpr, true), OPEN)
    assert.ok(all.kind === 'found' && !all.part.filtered)
    assert.ok(all.part.entries.length > blocked.part.entries.length)
  })

  it('lets staff without authorisation read appointments, and nothing else', async () => {
    const asking = await (await signedIn(sandbox.profile, 'homeHelper'))(CITIZENS.full.cpr)
    assert.equal((await documents().appointments(asking, OPEN)).kind, 'found')
    await assert.rejects(documents().diagnoses(asking), { code: 'DGWS_FAULT' })
  })

  it('lets a citizen read what is her own', async () => {
    const { cpr } = CITIZENS.closed
    const asking = await (await signedIn(sandbox.profile, 'closed'))(cpr)
    const diagnoses = await documents().diagnoses(asking)
    assert.ok(diagnoses.kind === 'found' && !diagnoses.part.filtered)
    assert.equal((await cards().masterCard(asking)).kind, 'found')
  })
})
