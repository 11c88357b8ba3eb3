import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas } from '../../../test/harness/xsd.ts'
import { writeDgwsEnvelope } from '../../nsp/dgws/envelope.ts'
import { newDgwsId } from '../../nsp/dgws/header.ts'
import { signIdCard } from '../../nsp/dgws/id-card-sign.ts'
import { readEnvelope } from '../../nsp/soap/envelope.ts'
import { DgwsFault } from '../../nsp/soap/errors.ts'
import { faultOf } from '../../nsp/soap/fault.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { type XmlText, xml } from '../../nsp/xml/template.ts'
import { CITIZENS, STAFF } from '../domain/world/persons.ts'
import { type SandboxKeys, sandboxKeys } from '../upstream/identity/keys.ts'
import { AUTHORISATION_ACTION, AUTHORISATION_NS } from '../upstream/stamdata/authorisation.ts'
import { PERSON_ACTION } from '../upstream/stamdata/cpr.ts'
import { stamdataServices } from '../upstream/stamdata/stamdata.ts'
import { type PlatformServer, startPlatformServer } from '../wire/start-platform-server.ts'
import { cardFacts } from './sts-harness.ts'

let keys: SandboxKeys
let server: PlatformServer
before(async () => {
  keys = await sandboxKeys()
  const soap = stamdataServices(keys)
  server = await startPlatformServer({ soap, authorities: [keys.authority] })
})
after(() => server[Symbol.asyncDispose]())

interface Says {
  readonly body: XmlElement | null
  readonly fault: ReturnType<typeof faultOf>
}

async function ask(
  name: 'cpr' | 'authorisation',
  action: string,
  { body, cvr = keys.hub.cvr }: { readonly body: XmlText; readonly cvr?: string },
): Promise<Says> {
  const facts = cardFacts(keys.hub, { cvr, careProvider: 'Fundament', now: new Date() })
  const signing = { signingKey: keys.sts, algorithm: 'rsa-sha1' } as const
  const envelope = writeDgwsEnvelope({
    ...{ version: '1.1', created: new Date(), body },
    header: { messageId: newDgwsId(), securityLevel: 3 },
    idCard: signIdCard({ ...facts, kind: 'system', level: 3 }, signing),
  })
  const response = await fetch(server.addressOf(name), {
    ...{ method: 'POST', body: envelope.toString() },
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
  })
  const read = readEnvelope(await response.text())
  const fault = faultOf(read)
  assert.equal(response.status, fault ? 500 : 200)
  return { body: read.body, fault }
}

const person = (cpr: string, cvr?: string) => {
  const body = xml`<c:getPersonInformationIn xmlns:c="urn:oio:medcom:cprservice:1.0.4"><PersonCivilRegistrationIdentifier xmlns="http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/">${cpr}</PersonCivilRegistrationIdentifier></c:getPersonInformationIn>`
  return ask('cpr', PERSON_ACTION, cvr === undefined ? { body } : { body, cvr })
}

const byCode = (code: string) =>
  xml`<AuthorizationCodeRequestStructure xmlns="${AUTHORISATION_NS}"><authorizationCode>${code}</authorizationCode></AuthorizationCodeRequestStructure>`
const byCpr = (cpr: string) =>
  xml`<AuthorizationRequestStructure xmlns="${AUTHORISATION_NS}"><cpr>${cpr}</cpr></AuthorizationRequestStructure>`
const authorisation = (body: XmlText) => ask('authorisation', AUTHORISATION_ACTION, { body })

const textsIn = (body: XmlElement | null, name: string): readonly (string | null)[] =>
  Array.from(body?.getElementsByTagNameNS('*', name) ?? []).map(({ textContent }) => textContent)

describe('DetGodeCPROpslag', () => {
  it('answers with name, number, birth, gender and address', async () => {
    const { body } = await person(CITIZENS.full.cpr)
    assert.equal(body?.localName, 'getPersonInformationOut')
    assert.equal(body?.namespaceURI, 'urn:oio:medcom:cprservice:1.0.4')
    const one = (name: string) => textsIn(body, name)[0]
    assert.deepEqual([one('PersonGivenName'), one('PersonSurnameName')], ['Astrid', 'Prøvesen'])
    assert.equal(one('PersonCivilRegistrationIdentifier'), CITIZENS.full.cpr)
    assert.deepEqual([one('BirthDate'), one('PersonGenderCode')], ['1948-03-01', 'female'])
    assert.equal(one('PostCodeIdentifier'), '0999')
    const staff = (await person(STAFF.nurse.cpr)).body
    assert.deepEqual(textsIn(staff, 'PersonSurnameName'), ['Plejegaard'])
  })

  it('lets a child live with its parent', async () => {
    const street = async (cpr: string) => textsIn((await person(cpr)).body, 'AddressPostal')
    assert.deepEqual(await street(CITIZENS.child.cpr), await street(CITIZENS.pregnant.cpr))
    assert.notDeepEqual(await street(CITIZENS.child.cpr), await street(CITIZENS.full.cpr))
  })

  it('says in words that there is nobody, or that the number is none', async () => {
    const nobody = (await person('6101010000')).fault
    assert.ok(nobody instanceof DgwsFault)
    assert.deepEqual(
      [nobody.faultCode, nobody.faultString],
      ['processing_problem', 'Ingen data fundet'],
    )
    const none = (await person('12x')).fault
    assert.ok(none instanceof DgwsFault)
    assert.match(none.faultString, /of element 'PersonCivilRegistrationIdentifier' is not valid\.$/)
  })

  it('refuses organisations that are not listed', async () => {
    const { fault } = await person(CITIZENS.full.cpr, '00000902')
    assert.ok(fault instanceof DgwsFault)
    assert.equal(fault.faultCode, 'not_authorized')
  })
})

describe('AuthorizationService', () => {
  it('finds what is in force, by code and by number', async () => {
    for (const body of [byCode('0FL1B'), byCpr(STAFF.doctor.cpr)]) {
      const found = (await authorisation(body)).body
      assert.deepEqual(textsIn(found, 'autorisationsNummer'), ['0FL1B'])
      assert.deepEqual(textsIn(found, 'uddannelsesKode'), ['7170'])
      assert.deepEqual(textsIn(found, 'cpr'), [STAFF.doctor.cpr])
    }
  })

  it('finds nothing that has ended, and nobody who is unknown', async () => {
    for (const body of [byCode('0FX9K'), byCode('ZZZZZ'), byCpr(STAFF.homeHelper.cpr)]) {
      const found = (await authorisation(body)).body
      assert.equal(found?.localName, 'AuthorizationResponseStructure')
      assert.equal(found?.textContent, '')
    }
  })

  withSharedData('nsp/autorisation/AuthorizationService-20240105.wsdl', () =>
    it('asks and answers as the WSDL has it', async () => {
      const wsdl = platformSchemas(['autorisation/AuthorizationService-20240105.wsdl'])
      for (const body of [byCode('0FL1B'), byCpr(STAFF.nurse.cpr), byCode('ZZZZZ')]) {
        assert.deepEqual(await wsdl.errorsIn(body.toString()), [])
        const answered = (await authorisation(body)).body
        assert.ok(answered)
        assert.deepEqual(await wsdl.errorsIn(answered), [])
      }
      const wrong = byCode('0FL1B').toString().replaceAll('authorizationCode', 'code')
      assert.notDeepEqual(await wsdl.errorsIn(wrong), [])
    }),
  )
})
