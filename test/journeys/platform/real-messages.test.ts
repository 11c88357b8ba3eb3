import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readDgwsHeader } from '../../../services/nsp/dgws/header.ts'
import { readIdCard } from '../../../services/nsp/dgws/id-card-read.ts'
import { readSecurity } from '../../../services/nsp/dgws/security.ts'
import { readHsuid } from '../../../services/nsp/hsuid/hsuid-read.ts'
import { wsnt } from '../../../services/nsp/nas/names.ts'
import { readNotifications } from '../../../services/nsp/nas/notification.ts'
import {
  headerOf,
  readEnvelope,
  type SoapEnvelope,
  writeEnvelope,
} from '../../../services/nsp/soap/envelope.ts'
import { StsFault } from '../../../services/nsp/soap/errors.ts'
import { faultOf } from '../../../services/nsp/soap/fault.ts'
import { NS } from '../../../services/nsp/soap/namespaces.ts'
import {
  readExchangeRequest,
  writeExchangeRequest,
} from '../../../services/nsp/sts/messages/exchange-request.ts'
import { readIdCardAnswer } from '../../../services/nsp/sts/messages/id-card-answer.ts'
import { readIdCardRequest } from '../../../services/nsp/sts/messages/id-card-request.ts'
import { rim } from '../../../services/nsp/xds/names.ts'
import { readEntry } from '../../../services/nsp/xds/read-entry.ts'
import { readStoredQuery } from '../../../services/nsp/xds/read-stored-query.ts'
import { readOutcome } from '../../../services/nsp/xds/registry-response.ts'
import { readRetrieveRequest } from '../../../services/nsp/xds/retrieve-request.ts'
import { readRetrieveResponse } from '../../../services/nsp/xds/retrieve-response.ts'
import { isNamed, needed } from '../../../services/nsp/xml/element.ts'
import { rootOf, type XmlElement } from '../../../services/nsp/xml/parse.ts'
import { XmlText } from '../../../services/nsp/xml/template.ts'
import { vaccinationCardOf } from '../../../services/record/client/ddv/vaccination-card.ts'
import { medicineCardOf } from '../../../services/record/client/fmk/medicine-card.ts'
import { appointmentsIn } from '../../../services/record/client/format/apd/appointments-in.ts'
import { measurementsInPhmr } from '../../../services/record/client/format/measurements/phmr.ts'
import { answersInQrd } from '../../../services/record/client/format/measurements/qrd.ts'
import { masterCardIn } from '../../../services/record/client/master-card/master-card-in.ts'
import { citizenOf, LISTED } from '../../../services/record/test/documents/cda.ts'
import { cprService } from '../../../services/sandbox/upstream/stamdata/cpr.ts'
import { FaultAnswer } from '../../../services/sandbox/wire/fault-answer.ts'
import type { ReceivedCaller } from '../../../services/sandbox/wire/soap-service.ts'
import { withSharedData } from '../../harness/shared-data.ts'

/** Reads a message as production code does; what it throws, or does not find, is a message that is not understood. */
type Reader = (content: Buffer) => unknown

const bodyOf = (content: Buffer): XmlElement => readEnvelope(content).body ?? assert.fail('no body')

const soap =
  (read: (envelope: SoapEnvelope) => unknown): Reader =>
  (content) =>
    read(readEnvelope(content))

const body =
  (read: (element: XmlElement) => unknown): Reader =>
  (content) =>
    read(bodyOf(content))

/** The headers of a message of Den Gode Webservice, as every service reads them. */
function dgws(content: Buffer): void {
  const envelope = readEnvelope(content)
  assert.ok(readDgwsHeader(envelope)?.messageId)
  const { assertion, created } = readSecurity(envelope) ?? assert.fail('no wsse:Security')
  assert.ok(created.getTime() > 0)
  assert.ok(readIdCard(assertion ?? assert.fail('no id card')).id)
}

function hsuid(content: Buffer): void {
  const header = headerOf(readEnvelope(content), { ns: NS.hsuid, name: 'HsuidHeader' })
  assert.match(readHsuid(header ?? assert.fail('no HSUID')).citizen, /^\d{10}$/)
}

const both =
  (...readers: readonly Reader[]): Reader =>
  (content) => {
    for (const read of readers) read(content)
  }

const exchange: Reader = body((element) => {
  const { token, requestType } = readExchangeRequest(element)
  assert.equal(token.kind, 'assertion')
  assert.match(requestType ?? '', /Issue$/)
})

/** A bootstrap token is sent on as it is, and taken out of the message by the STS. */
function bootstrap(content: Buffer): void {
  const assertion = XmlText.of(content.toString().replace(/^\s*<\?xml[^>]*\?>/, ''))
  const written = writeExchangeRequest({
    ...{ token: { kind: 'assertion', assertion }, audience: 'https://a', claims: new Map() },
    ...{ messageId: 'urn:uuid:a', now: new Date() },
  })
  exchange(Buffer.from(writeEnvelope(written).toString()))
}

const SYSTEM = { kind: 'system', level: 3, cvr: '00000901' } as ReceivedCaller
const [GET_PERSON = assert.fail()] = cprService(new Set(['00000901'])).operations

/** The look-up reads the number; that the person of the sample is none of the sandbox's is what it says after that. */
const cprLookUp = body((element) => {
  assert.ok(isNamed(element, GET_PERSON.request))
  const call = { body: element, envelope: element, caller: SYSTEM, hsuid: null }
  const more = {
    attachments: new Map(),
    version: '1.1',
    base: new URL('http://a'),
    now: new Date(),
  }
  assert.throws(
    () => GET_PERSON.answer({ ...call, ...more } as Parameters<typeof GET_PERSON.answer>[0]),
    (error) => error instanceof FaultAnswer && error.message === 'Ingen data fundet',
  )
})

const documentPart = (content: Buffer) => {
  const [, id = ''] = /cid:([^"]+)/.exec(content.toString()) ?? []
  return new Map([[decodeURIComponent(id), Buffer.from('<a/>')]])
}

/** By which reader each published message is read; a message without one makes the tests fail. */
const READERS: Readonly<Record<string, Reader>> = {
  'aftaler/DK-APD_Example_1_2_apd_maximum.xml': (content) =>
    assert.equal(appointmentsIn(content, citizenOf(content), LISTED).length, 1),
  'cda/phmr-example.xml': (content) =>
    assert.ok(measurementsInPhmr(content, citizenOf(content), LISTED).length > 0),
  'cda/qrd-example.xml': (content) =>
    assert.ok(answersInQrd(content, citizenOf(content), LISTED).length > 0),
  'fsk/pdc-faelles-stamkort-example.xml': (content) =>
    assert.ok(masterCardIn(content, { cpr: citizenOf(content), document: LISTED, now: 0 })),
  'dds/iti18-query-request.xml': both(
    dgws,
    body((element) => assert.ok(readStoredQuery(element).parameters.size > 0)),
  ),
  'dds/iti42-register-request.xml': body((element) =>
    assert.ok(readEntry(needed(element, rim('RegistryObjectList'), rim('ExtrinsicObject'))).title),
  ),
  'dds/iti42-register-response.xml': body((element) =>
    assert.equal(readOutcome(element).status, 'Success'),
  ),
  // It was published without its id card.
  'dds/iti43-retrieve-request-dgws-hsuid.xml': both(
    hsuid,
    body((element) => assert.equal(readRetrieveRequest(element).length, 1)),
  ),
  'dds/iti43-retrieve-response.xml': (content) =>
    assert.equal(readRetrieveResponse(bodyOf(content), documentPart(content)).documents.length, 1),
  'ddv/vaccination-card-response.xml': (content) =>
    assert.equal(vaccinationCardOf(rootOf(content)).kind, 'found'),
  'dgws/cpr-getPersonInformation-request.xml': both(dgws, cprLookUp),
  // Of DGWS 1.0: its time has no zone, its card holds nothing and its body is empty, so that no service takes it.
  'dgws/dgws-level4-request.xml': soap((envelope) =>
    assert.ok(readDgwsHeader(envelope)?.messageId),
  ),
  // Prescriptions are not asked for; the message is no more than parsed.
  'fmk/get-prescription-response.xml': (content) =>
    assert.equal(rootOf(content).localName, 'GetPrescriptionResponse'),
  'fmk/medicine-card-response.xml': (content) =>
    assert.equal(
      medicineCardOf(rootOf(content), { cpr: personIn(content), today: '2026-05-01' }).kind,
      'found',
    ),
  'nas/notify-request.xml': body((element) => assert.equal(readNotifications(element).length, 1)),
  'nas/notify-response.xml': body((element) => assert.ok(isNamed(element, wsnt('NotifyResponse')))),
  'sts/nemlogin-bootstrap-token.xml': bootstrap,
  'sts/unsealed-bootstrap-token.xml': bootstrap,
  'sts/oiosaml2sosi-request.xml': exchange,
  'sts/sosi2oiosaml-request.xml': exchange,
  'sts/sts-bst2sosi-person-request-oces3.xml': exchange,
  'sts/sts-error-reply.xml': soap((envelope) => assert.ok(faultOf(envelope) instanceof StsFault)),
  'sts/sts-system-idcard-request-oces3.xml': ownCard(),
  'sts/stslevel3request.xml': ownCard(),
  'sts/unsealed-sts-request-moces.xml': ownCard(),
  'sts/stslevel3response.xml': signedCard(),
  'sts/unsealed-sts-response-moces.xml': signedCard(),
}

function ownCard(): Reader {
  return soap((envelope) => assert.ok(readIdCard(readIdCardRequest(envelope).card).id))
}

function signedCard(): Reader {
  return soap((envelope) => assert.ok(readIdCard(readIdCardAnswer(envelope).card).id))
}

const personIn = (content: Buffer): string =>
  /<PersonIdentifier source="CPR">(\d{10})</.exec(content.toString())?.[1] ?? ''

withSharedData('nsp', (root) => {
  describe('every real message of the platform', () => {
    const found = globSync('**/*.xml', { cwd: root }).sort()

    it('has a reader, and no reader is without its message', () =>
      assert.deepEqual(Object.keys(READERS).sort(), found))

    for (const path of found) {
      it(`is read: ${path}`, () => {
        const read = READERS[path] ?? assert.fail('no reader')
        read(readFileSync(join(root, path)))
      })
    }
  })
})
