import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { withSharedFile } from '../../../test/harness/shared-data.ts'
import { platformSchemas } from '../../../test/harness/xsd.ts'
import { Secret } from '../../kit/secret.ts'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import type { Acting, ActingProfessional } from '../../nsp/platform/acting.ts'
import { type OpenPlatform, openPlatform } from '../../nsp/platform/open-platform.ts'
import type { PlatformCall } from '../../nsp/platform/platform.ts'
import { attribute, elementsOf, textOf } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { type XmlText, xml } from '../../nsp/xml/template.ts'
import { CITIZENS, STAFF } from '../domain/world/persons.ts'
import { createSandbox, type SandboxService } from '../service.ts'
import { REGISTRATION_NS } from '../upstream/minlog/log-entry.ts'
import { BRS_NS } from '../upstream/relation/relation-service.ts'

const { full, blocked, closed, optedOut } = CITIZENS
const SYSTEM: Acting = { kind: 'system' }
const staff = ({ cpr, authorisationCode, role, organisation }: Staff): ActingProfessional => ({
  ...{ kind: 'professional', cpr, authorisationCode, role, organisation, onBehalfOf: null },
  ...{ bootstrapToken: new Secret('none'), accessToken: new Secret('none') },
})
type Staff = (typeof STAFF)[keyof typeof STAFF]

let sandbox: SandboxService
let platform: OpenPlatform
let now = new Date()

before(async () => {
  sandbox = await createSandbox({ now: () => now })
  platform = openPlatform({ profile: sandbox.profile, tracing: idsOnly, now: () => now })
})
after(async () => {
  await platform[Symbol.asyncDispose]()
  await sandbox[Symbol.asyncDispose]()
})

type Asked = Pick<PlatformCall, 'service' | 'action' | 'body'> & Partial<PlatformCall>

const call = async (asked: Asked): Promise<XmlElement> =>
  (await platform.call({ acting: SYSTEM, regarding: null, ...asked })).body

const texts = (body: XmlElement): readonly (readonly [string, string | null])[] =>
  elementsOf(body).map((element) => [element.localName ?? '', textOf(element)])

describe('MinLog2', () => {
  const entry = (number: string, person: string, at = '2026-01-02T10:00:00Z'): XmlText =>
    xml`<LogDataEntry><Destination><SystemName>Fundament</SystemName><Activity>Opslag i journal</Activity><DateTime>${at}</DateTime><OrganisationName>Lægehuset</OrganisationName><PersonIdentifier source="CPR">${person}</PersonIdentifier><SequenceNumber>${number}</SequenceNumber><UserPersonIdentifier source="Autorisation">0FL1B</UserPersonIdentifier></Destination></LogDataEntry>`
  const request = (entries: readonly XmlText[]): XmlText =>
    xml`<m:RegistrationRequest xmlns:m="${REGISTRATION_NS}">${entries}</m:RegistrationRequest>`
  const register = (entries: readonly XmlText[]) =>
    call({ service: 'minlog-registration', action: 'AddRegistrations', body: request(entries) })
  const lookup = (acting: Acting, person: string) =>
    call({
      ...{ service: 'minlog-lookup', action: 'ListLogStatements', acting },
      body: xml`<l:ListLogStatementsRequest xmlns:l="http://www.sundhedsdatastyrelsen.dk/minlog/xml.schema/2025/03/12/minlog2-lookup.xsd"><l:PersonIdentifier>${person}</l:PersonIdentifier></l:ListLogStatementsRequest>`,
    })
  const nextHour = () => {
    now = new Date(now.getTime() + 3_700_000)
  }

  it('takes what is right of a request, and says of each other entry why not', async () => {
    const body = await register([
      ...[entry('1', full.cpr), entry('2', 'nobody'), entry('3', full.cpr, '2999-01-01T00:00:00Z')],
    ])
    assert.deepEqual(texts(body).slice(-2), [
      ['NumberAdded', '1'],
      ['NumberFailed', '2'],
    ])
    const failed = elementsOf(body).slice(0, 2).map(texts)
    assert.deepEqual(
      failed.map((each) => each.find(([name]) => name === 'SequenceNumber')?.[1]),
      ['2', '3'],
    )
  })

  it('shows a citizen what was registered, and nobody else', async () => {
    const jwt = await tokenOf('full')
    const citizen = { kind: 'citizen', cpr: full.cpr, jwt, onBehalfOf: null } as const
    const body = await lookup(citizen, full.cpr)
    assert.deepEqual(texts(body)[0], ['TotalNumberOfLogDataEntries', '1'])
    await assert.rejects(lookup(citizen, blocked.cpr), { faultCode: 'not_authorized' })
  })

  it('refuses more than 500 entries, and what breaks the schema, as a whole', async () => {
    nextHour()
    const many = Array.from({ length: 501 }, (_, index) => entry(String(index), full.cpr))
    await assert.rejects(register(many), { faultCode: 'processing_problem' })
    await assert.rejects(register([entry('x'.repeat(37), full.cpr)]), { faultCode: 'syntax_error' })
    await assert.rejects(register([]), { faultCode: 'syntax_error' })
    assert.deepEqual(texts(await register(many.slice(0, 500)))[0], ['NumberAdded', '500'])
  })

  it('takes twenty requests in an hour', async () => {
    nextHour()
    for (let count = 0; count < 20; count++) await register([entry('1', full.cpr)])
    await assert.rejects(register([entry('1', full.cpr)]), { faultCode: 'processing_problem' })
    nextHour()
    await register([entry('1', full.cpr)])
  })

  withSharedFile('data/nsp/minlog/minlog2-registration_20250312.xsd', () => {
    it('keeps the published schema, both ways', async () => {
      nextHour()
      const schemas = platformSchemas(['minlog/minlog2-registration_20250312.xsd'])
      const entries = [entry('1', full.cpr), entry('2', 'nobody')]
      assert.deepEqual(await schemas.errorsIn(request(entries).toString()), [])
      assert.deepEqual(await schemas.errorsIn(await register(entries)), [])
    })
  })
})

describe('MinSpærring', () => {
  const NS = 'urn:sandbox:minspaerring:verification'
  const regarding = (cpr: string) => ({ cpr, consentOverride: false })
  const userCheck = async (cpr: string, acting: Acting) => {
    const body = xml`<v:ConsentForUserCheckRequest xmlns:v="${NS}"/>`
    const action = 'urn:sandbox:minspaerring:ConsentForUserCheck'
    const asked = { service: 'minspaerring', action, body, acting } as const
    return textOf(await call({ ...asked, regarding: regarding(cpr) }))
  }

  it('answers at large: positive without a registration, negative, or by data', async () => {
    const doctor = staff(STAFF.doctor)
    assert.equal(await userCheck(full.cpr, doctor), 'Positive')
    assert.equal(await userCheck(closed.cpr, doctor), 'Negative')
    assert.equal(await userCheck(blocked.cpr, doctor), 'DataSpecific')
  })

  it('is not touched by a block that is aimed at somebody else', async () => {
    assert.equal(await userCheck(optedOut.cpr, staff(STAFF.doctor)), 'Positive')
    assert.equal(await userCheck(optedOut.cpr, staff(STAFF.nurse)), 'Negative')
  })

  it('gives back the elements that may be shown', async () => {
    const body = xml`<v:ConsentForDataCheckRequest xmlns:v="${NS}"><v:MetadataElement id="a" sor="9000000111000016008"/><v:MetadataElement id="b" sor="9000006021000016001"/></v:ConsentForDataCheckRequest>`
    const action = 'urn:sandbox:minspaerring:ConsentForDataCheck'
    const asked = { service: 'minspaerring', action, body, acting: staff(STAFF.doctor) } as const
    const answer = await call({ ...asked, regarding: regarding(blocked.cpr) })
    assert.deepEqual(
      elementsOf(answer).map((element) => attribute(element, 'id')),
      ['b'],
    )
  })

  it('wants HSUID', async () => {
    const body = xml`<v:ConsentForUserCheckRequest xmlns:v="${NS}"/>`
    const action = 'urn:sandbox:minspaerring:ConsentForUserCheck'
    await assert.rejects(call({ service: 'minspaerring', action, body }), {
      faultCode: 'missing_required_header',
    })
  })
})

describe('BRS', () => {
  const ask = (organisation: string, more: XmlText | null = null) =>
    call({
      ...{ service: 'brs', action: 'urn:sandbox:brs:treatmentRelation' },
      body: xml`<b:treatmentRelationRequestBody xmlns:b="${BRS_NS}"><b:OrganisationIdentifier type="SOR">${organisation}</b:OrganisationIdentifier><b:PatientCpr>${full.cpr}</b:PatientCpr><b:HealthProfessionalCpr>${STAFF.doctor.cpr}</b:HealthProfessionalCpr>${more}</b:treatmentRelationRequestBody>`,
    })
  const query = (offset: number) =>
    call({
      ...{ service: 'brs', action: 'urn:sandbox:brs:notificationQuery' },
      body: xml`<b:notificationQueryRequestBody xmlns:b="${BRS_NS}"><b:Offset>${offset}</b:Offset></b:notificationQueryRequestBody>`,
    })

  it('tells how strong the evidence is, and whether it is enough', async () => {
    assert.deepEqual(texts(await ask(STAFF.doctor.organisation)), [
      ['Relation', 'A+'],
      ['IsAcceptable', 'true'],
    ])
    const minimum = xml`<b:MiinimumAcceptableRelation>B</b:MiinimumAcceptableRelation>`
    assert.deepEqual(texts(await ask(STAFF.nurse.organisation, minimum)), [
      ['Relation', 'NONE'],
      ['IsAcceptable', 'false'],
    ])
  })

  it('orders a follow-up for the system that asks, and gives it behind a number', async () => {
    const more = (cvr: string) =>
      xml`<b:MiinimumAcceptableRelation>A</b:MiinimumAcceptableRelation><b:Followup>true</b:Followup><b:QueryableCvr>${cvr}</b:QueryableCvr><b:ExternalReferenceId>one</b:ExternalReferenceId>`
    await assert.rejects(ask(STAFF.nurse.organisation, more('00000999')), {
      faultCode: 'not_authorized',
    })
    await ask(STAFF.nurse.organisation, more(sandbox.profile.system.cvr))
    const [followUp, ...others] = elementsOf(await query(0))
    assert.equal(others.length, 0)
    const number = Number(attribute(followUp ?? null, 'number'))
    assert.deepEqual(elementsOf(await query(number)), [])
  })

  it('refuses a category that there is not, and a request without the citizen', async () => {
    const wrong = xml`<b:MiinimumAcceptableRelation>Z</b:MiinimumAcceptableRelation>`
    await assert.rejects(ask(STAFF.doctor.organisation, wrong), { faultCode: 'processing_problem' })
  })
})

async function tokenOf(person: string): Promise<Secret> {
  const grant_type = 'urn:fundament:sandbox:test-person'
  const body = new URLSearchParams({ grant_type, client_id: 'fundament-try', person })
  const url = new URL('sign-in/token', sandbox.url)
  const { access_token } = await (await fetch(url, { method: 'POST', body })).json()
  return new Secret(access_token)
}
