import type { SoapVersion } from '../../nsp/soap/version.ts'
import { type XmlText, xml } from '../../nsp/xml/template.ts'
import type { SoapOperation, SoapServicePlan } from './soap-service.ts'

const WSDL = 'http://schemas.xmlsoap.org/wsdl/'
const XSD = 'http://www.w3.org/2001/XMLSchema'
const HTTP = 'http://schemas.xmlsoap.org/soap/http'
const BINDING: Readonly<Record<SoapVersion, string>> = {
  '1.1': `${WSDL}soap/`,
  '1.2': `${WSDL}soap12/`,
}

/**
 * Writes the WSDL of a service that is played: its operations, the element that each asks with, and where it answers in which
 * version of SOAP. What stands inside the messages is left open; the platform publishes that.
 */
export function wsdlOf(plan: SoapServicePlan, address: URL): XmlText {
  const target = `urn:sandbox:${plan.name}`
  const named = namedOperations(plan.operations)
  const spaces = [...new Set(named.map(({ request }) => request.ns))]
  const types = spaces.map((ns) => schema(ns, requestsIn(named, ns)))
  const messages = named.map(
    ({ name, request }) =>
      xml`<message name="${name}"><part xmlns:asked="${request.ns}" name="body" element="asked:${request.name}"/></message><message name="${name}Answer"><part name="body" type="xsd:anyType"/></message>`,
  )
  const portType = named.map(
    ({ name }) =>
      xml`<operation name="${name}"><input message="tns:${name}"/><output message="tns:${name}Answer"/></operation>`,
  )
  return xml`<definitions xmlns="${WSDL}" xmlns:tns="${target}" xmlns:xsd="${XSD}" name="${plan.name}" targetNamespace="${target}"><types>${types}</types>${messages}<portType name="${plan.name}">${portType}</portType>${plan.versions.map((version) => binding(plan.name, version, named))}<service name="${plan.name}">${plan.versions.map((version) => port(plan.name, version, address))}</service></definitions>`
}

interface NamedOperation {
  readonly name: string
  readonly action: string
  readonly request: { readonly ns: string; readonly name: string }
}

// An operation goes by the last word of its action; where that word is not its own alone, by what it asks with.
function namedOperations(operations: readonly SoapOperation[]): readonly NamedOperation[] {
  const words = operations.map(({ action }) => /\w[\w-]*$/.exec(action)?.[0] ?? '')
  return operations.map(({ action, request }, index) => {
    const word = words[index] ?? ''
    const isOwn = /^[A-Za-z]/.test(word) && words.indexOf(word) === words.lastIndexOf(word)
    return {
      ...{ name: isOwn ? word : request.name, action },
      request: { ns: request.ns ?? '', name: request.name },
    }
  })
}

const requestsIn = (named: readonly NamedOperation[], ns: string): readonly string[] => [
  ...new Set(named.flatMap(({ request }) => (request.ns === ns ? [request.name] : []))),
]

const schema = (ns: string, names: readonly string[]): XmlText =>
  xml`<xsd:schema targetNamespace="${ns}">${names.map((name) => xml`<xsd:element name="${name}" type="xsd:anyType"/>`)}</xsd:schema>`

function binding(service: string, version: SoapVersion, named: readonly NamedOperation[]): XmlText {
  const operations = named.map(
    ({ name, action }) =>
      xml`<operation name="${name}"><soap:operation soapAction="${action}"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`,
  )
  return xml`<binding xmlns:soap="${BINDING[version]}" name="${bindingName(service, version)}" type="tns:${service}"><soap:binding style="document" transport="${HTTP}"/>${operations}</binding>`
}

const port = (service: string, version: SoapVersion, address: URL): XmlText =>
  xml`<port name="${bindingName(service, version)}" binding="tns:${bindingName(service, version)}"><soap:address xmlns:soap="${BINDING[version]}" location="${address.href}"/></port>`

const bindingName = (service: string, version: SoapVersion): string =>
  `${service}-soap${version.replace('.', '')}`
