import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas } from '../../../test/harness/xsd.ts'
import { readEnvelope } from '../soap/envelope.ts'
import { NS } from '../soap/namespaces.ts'
import { XmlText, xml } from '../xml/template.ts'
import { writeDgwsEnvelope } from './envelope.ts'
import { checkReply, type DgwsHeaderParts, readDgwsHeader, writeDgwsHeader } from './header.ts'
import type { DgwsHeader } from './header-values.ts'
import { dgwsTime, readSecurity, writeSecurity } from './security.ts'

const WHOLE: DgwsHeader = {
  ...{ securityLevel: 4, timeOut: '480', flowId: 'f&1', messageId: 'm<1', inResponseTo: 'm0' },
  ...{ flowStatus: 'flow_finalized_succesfully', priority: 'HASTER', requireReceipt: false },
}
const LEAST: DgwsHeaderParts = { messageId: 'm1' }
const created = new Date('2026-03-01T09:08:07.654Z')
const body = xml`<ask xmlns="urn:test"/>`
const sent = (header: DgwsHeaderParts) =>
  readEnvelope(
    writeDgwsEnvelope({ version: '1.1', header, created, idCard: null, body }).toString(),
  )
const withHeader = (parts: string) =>
  readEnvelope(
    `<s:Envelope xmlns:s="${NS.soap11}"><s:Header><m:Header xmlns:m="${NS.medcom}">${parts}</m:Header></s:Header><s:Body><a/></s:Body></s:Envelope>`,
  )
const LINKING = '<m:Linking><m:MessageID>1</m:MessageID></m:Linking>'

describe('readDgwsHeader()', () => {
  it('reads what writeDgwsHeader() writes, whole and least', () => {
    assert.deepEqual(readDgwsHeader(sent(WHOLE)), WHOLE)
    const { messageId, ...rest } = readDgwsHeader(sent(LEAST)) ?? { messageId: null }
    assert.equal(messageId, 'm1')
    assert.ok(Object.values(rest).every((value) => value === null))
  })

  it('is null where there is none', () => {
    const none = `<s:Envelope xmlns:s="${NS.soap11}"><s:Body><a/></s:Body></s:Envelope>`
    assert.equal(readDgwsHeader(readEnvelope(none)), null)
    assert.equal(readSecurity(readEnvelope(none)), null)
  })

  it('lets attributes of other namespaces pass', () => {
    const text = `<s:Envelope xmlns:s="${NS.soap11}"><s:Header><m:Header xmlns:m="${NS.medcom}" s:mustUnderstand="0">${LINKING}</m:Header></s:Header><s:Body><a/></s:Body></s:Envelope>`
    assert.equal(readDgwsHeader(readEnvelope(text))?.messageId, '1')
  })

  for (const [what, parts] of [
    ['no Linking', '<m:SecurityLevel>3</m:SecurityLevel>'],
    ['no MessageID', '<m:Linking><m:FlowID>1</m:FlowID></m:Linking>'],
    ['an empty MessageID', '<m:Linking><m:MessageID/></m:Linking>'],
    ['another order', `${LINKING}<m:SecurityLevel>3</m:SecurityLevel>`],
    ['a part twice', `${LINKING}${LINKING}`],
    ['an unknown part', `${LINKING}<m:Other/>`],
    ['a part of another namespace', `${LINKING}<o:Priority xmlns:o="urn:o">AKUT</o:Priority>`],
    ['an unknown level', `<m:SecurityLevel>6</m:SecurityLevel>${LINKING}`],
    ['an unknown TimeOut', `<m:TimeOut>60</m:TimeOut>${LINKING}`],
    [
      'a status spelled rightly',
      `${LINKING}<m:FlowStatus>flow_finalized_successfully</m:FlowStatus>`,
    ],
    ['a part that every object has', `${LINKING}<m:constructor/>`],
  ]) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readDgwsHeader(withHeader(parts ?? '')), { code: 'XML_REFUSED' })
    })
  }
})

describe('readSecurity()', () => {
  const withTime = (time: string) => {
    const text = writeSecurity(created, null).toString().replace(dgwsTime(created), time)
    const header = XmlText.of(text)
    return readEnvelope(
      xml`<s:Envelope xmlns:s="${NS.soap11}"><s:Header>${header}</s:Header><s:Body/></s:Envelope>`.toString(),
    )
  }

  it('reads UTC in whole seconds', () => {
    const security = readSecurity(sent(LEAST))
    assert.deepEqual(security?.created, new Date('2026-03-01T09:08:07Z'))
    assert.equal(security?.assertion, null)
  })

  for (const time of [
    '2026-03-01T09:08:07',
    '2026-03-01T09:08:07.1Z',
    '2026-03-01T10:08:07+01:00',
    '2026-13-01T09:08:07Z',
    '',
  ])
    it(`refuses the time "${time}"`, () => {
      assert.throws(() => readSecurity(withTime(time)), { code: 'XML_REFUSED' })
    })
})

describe('checkReply()', () => {
  it('takes the answer to the message and no other', () => {
    const reply = sent({ messageId: 'm2', inResponseTo: 'm1' })
    checkReply(reply, 'm1')
    assert.throws(() => checkReply(reply, 'm3'), { code: 'UPSTREAM_ANSWER_INVALID' })
    assert.throws(() => checkReply(sent(LEAST), 'm1'), { code: 'UPSTREAM_ANSWER_INVALID' })
    checkReply(readEnvelope(`<s:Envelope xmlns:s="${NS.soap11}"><s:Body/></s:Envelope>`), 'm1')
  })
})

describe('writeDgwsEnvelope()', () => {
  withSharedData('nsp/dgws/medcom.xsd', () => {
    it('writes headers that the published schemas allow', async () => {
      const schemas = platformSchemas(['dgws/medcom.xsd', 'dgws/wsse.xsd', 'dgws/wsu.xsd'])
      for (const header of [WHOLE, LEAST])
        assert.deepEqual(await schemas.errorsIn(writeDgwsHeader(header).toString()), [])
      assert.deepEqual(await schemas.errorsIn(writeSecurity(created, null).toString()), [])
    })
  })
})
