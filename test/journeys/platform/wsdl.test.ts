import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { SERVICE_PROFILES } from '../../../services/nsp/platform/service-profiles.ts'
import { SERVICE_NAMES } from '../../../services/nsp/platform/services.ts'
import { at, attribute, children, elementsOf, namesIn } from '../../../services/nsp/xml/element.ts'
import type { XmlElement } from '../../../services/nsp/xml/parse.ts'
import { addressOf, type PlayedPlatform, startPlayedPlatform, wsdlAt } from './played-platform.ts'

const wsdl = namesIn('http://schemas.xmlsoap.org/wsdl/')
const SOAP = {
  '1.1': 'http://schemas.xmlsoap.org/wsdl/soap/',
  '1.2': 'http://schemas.xmlsoap.org/wsdl/soap12/',
}
const PLAYED = SERVICE_NAMES.filter((name) => SERVICE_PROFILES[name].soap !== null)

let played: PlayedPlatform
before(async () => {
  played = await startPlayedPlatform()
})
after(() => played[Symbol.asyncDispose]())

const actionsIn = (definitions: XmlElement, ns: string): readonly (string | null)[] =>
  [...definitions.getElementsByTagNameNS(ns, 'operation')].map((one) =>
    attribute(one, 'soapAction'),
  )

describe('?wsdl of the sandbox', () => {
  for (const service of PLAYED) {
    it(`names ${service}, where it is, its versions and what can be asked`, async () => {
      const address = addressOf(played.sandbox.profile, service)
      const definitions = await wsdlAt(address)
      assert.equal(definitions.localName, 'definitions')
      const described = at(definitions, wsdl('service')) ?? assert.fail('no service')
      assert.equal(attribute(described, 'name'), service)
      const ports = children(described, wsdl('port'))
      for (const port of ports)
        assert.equal(attribute(elementsOf(port)[0] ?? null, 'location'), address.href)
      const { soap } = SERVICE_PROFILES[service]
      const actions = actionsIn(definitions, SOAP[soap ?? '1.1'])
      const portType = at(definitions, wsdl('portType')) ?? assert.fail('no portType')
      const operations = children(portType, wsdl('operation')).map((one) => attribute(one, 'name'))
      assert.ok(operations.length > 0)
      assert.equal(new Set(operations).size, operations.length, operations.join())
      assert.equal(actions.length, operations.length)
    })
  }

  it('names what the body of each operation has to be, by an element that it declares', async () => {
    for (const service of PLAYED) {
      const definitions = await wsdlAt(addressOf(played.sandbox.profile, service))
      const schemas = children(at(definitions, wsdl('types')) ?? assert.fail(), XSD('schema'))
      const declared = schemas.flatMap((schema) =>
        children(schema, XSD('element')).map(
          (one) => `{${attribute(schema, 'targetNamespace')}}${attribute(one, 'name')}`,
        ),
      )
      const parts = children(definitions, wsdl('message')).flatMap((one) =>
        children(one, wsdl('part')),
      )
      const asked = parts.flatMap((part) => {
        const [prefix = '', name] = attribute(part, 'element')?.split(':') ?? []
        return name ? [`{${part.lookupNamespaceURI(prefix)}}${name}`] : []
      })
      assert.deepEqual(new Set(asked), new Set(declared), service)
    }
  })

  it('is no page of a service that is broken', async () => {
    played.sandbox.modes.set('brs', { kind: 'broken', how: 'hang' })
    const response = await fetch(new URL('?wsdl', addressOf(played.sandbox.profile, 'brs')))
    assert.equal(response.status, 503)
    played.sandbox.modes.clear()
  })

  it('binds SOAP 1.1 and 1.2 where the platform has both, and 1.2 alone where it has no other', async () => {
    const versions = async (service: (typeof PLAYED)[number]) => {
      const definitions = await wsdlAt(addressOf(played.sandbox.profile, service))
      return Object.entries(SOAP).flatMap(([version, ns]) =>
        actionsIn(definitions, ns).length > 0 ? [version] : [],
      )
    }
    for (const service of PLAYED) {
      const isEither = /^(dds|sfsk|dros|fmk)/.test(service)
      const spoken = isEither ? ['1.1', '1.2'] : service === 'ddv' ? ['1.2'] : ['1.1']
      assert.deepEqual(await versions(service), spoken, service)
    }
  })
})

const XSD = namesIn('http://www.w3.org/2001/XMLSchema')
