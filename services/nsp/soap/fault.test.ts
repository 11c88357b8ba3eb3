import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { DGWS_FAULT_CODES } from '../dgws/fault-codes.ts'
import { xml } from '../xml/template.ts'
import { readEnvelope, writeEnvelope } from './envelope.ts'
import { DgwsFault, SoapFault, STS_FAULT_CODES, StsFault } from './errors.ts'
import { faultOf } from './fault.ts'
import { NS } from './namespaces.ts'
import { type FaultBody, writeFault } from './write-fault.ts'

const VERSIONS = ['1.1', '1.2'] as const
const CPR = '0101019999'

const told = (fault: FaultBody) => {
  const body = writeFault(fault)
  return faultOf(
    readEnvelope(writeEnvelope({ version: fault.version, headers: [], body }).toString()),
  )
}
const code = (text: string) =>
  xml`<m:FaultCode xmlns:m="${NS.medcom}">${text}</m:FaultCode><x:NoSuchList xmlns:x="urn:x"/>`

describe('faultOf()', () => {
  for (const version of VERSIONS) {
    it(`tells the eleven codes apart in SOAP ${version}`, () => {
      const seen = DGWS_FAULT_CODES.map((one) => {
        const fault = told({ version, blame: 'service', reason: 'no', detail: code(one) })
        assert.ok(fault instanceof DgwsFault)
        return fault.faultCode
      })
      assert.deepEqual(seen, [...DGWS_FAULT_CODES])
    })

    it(`tells the codes of the STS apart in SOAP ${version}`, () => {
      const seen = STS_FAULT_CODES.map((name) => {
        const ownCode = { prefix: 'wst', ns: 'urn:trust', name }
        const fault = told({ version, blame: 'caller', reason: 'no', ownCode })
        assert.ok(fault instanceof StsFault)
        return fault.faultCode
      })
      assert.deepEqual(seen, [...STS_FAULT_CODES])
    })

    it(`gives what a service says by itself in SOAP ${version}`, () => {
      const fault = told({ version, blame: 'service', reason: 'why', detail: code('own_code') })
      assert.ok(fault instanceof SoapFault)
      assert.equal(fault.serviceCode, 'own_code')
      assert.equal(fault.faultString, 'why')
      assert.equal(fault.faultCode, version === '1.1' ? 'Server' : 'Receiver')
      assert.deepEqual([fault.hasDetail('NoSuchList'), fault.hasDetail('Other')], [true, false])
    })

    it(`keeps a person number out of all that is logged, in SOAP ${version}`, () => {
      for (const detail of [code('not_authorized'), code(`code ${CPR}`)]) {
        const fault = told({ version, blame: 'service', reason: `no ${CPR}`, detail })
        assert.ok(fault instanceof DgwsFault || fault instanceof SoapFault)
        assert.equal(fault.faultString, 'no ##########')
        const shown = [inspect(fault, { depth: 9 }), JSON.stringify(fault), fault.message].join()
        assert.doesNotMatch(shown, /\d{6}|no #/)
      }
    })
  }

  it('is null for a body that is none, and for a Fault of the other version', () => {
    const other = writeFault({ version: '1.2', blame: 'service', reason: 'no' })
    for (const body of [xml`<Fault xmlns="urn:x"/>`, xml`<s:F xmlns:s="urn:s">${''}</s:F>`])
      assert.equal(
        faultOf(readEnvelope(writeEnvelope({ version: '1.1', headers: [], body }).toString())),
        null,
      )
    const mixed = `<e:Envelope xmlns:e="${NS.soap11}" xmlns:soap="${NS.soap12}"><e:Body>${other}</e:Body></e:Envelope>`
    assert.equal(faultOf(readEnvelope(mixed)), null)
  })

  it('reads faultcode whatever its prefix is, and parts that have a namespace', () => {
    const text = (parts: string) =>
      `<s:Envelope xmlns:s="${NS.soap11}"><s:Body><s:Fault>${parts}</s:Fault></s:Body></s:Envelope>`
    const plain = faultOf(readEnvelope(text('<faultcode> not_authorized </faultcode>')))
    assert.ok(plain instanceof DgwsFault)
    const named = faultOf(readEnvelope(text('<s:faultcode>ns1:ExpiredData</s:faultcode>')))
    assert.ok(named instanceof StsFault)
    assert.equal(named.faultCode, 'ExpiredData')
  })
})
