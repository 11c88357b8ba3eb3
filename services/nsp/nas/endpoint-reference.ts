import { NS } from '../soap/namespaces.ts'
import { child, elementsOf, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { wsa } from './names.ts'

/** An address that the service gave for one of its resources: where it is, and by which parameter it knows it there. */
export interface EndpointReference {
  readonly address: string
  /** Null where the address alone is enough. */
  readonly parameter: ReferenceParameter | null
}

/** A parameter with text in it; the platform's are nothing else. */
export interface ReferenceParameter {
  readonly ns: string
  readonly name: string
  readonly value: string
}

/**
 * Reads an address.
 *
 * @throws {XmlRefused} where it has none, or several parameters
 * @see WS-Addressing 1.0 - Core, section 2
 */
export function readEndpointReference(element: XmlElement): EndpointReference {
  const address = textOf(needed(element, wsa('Address')))
  if (address === null) throw new XmlRefused('Address is empty')
  const parameters = child(element, wsa('ReferenceParameters'))
  const [first, ...more] = parameters ? elementsOf(parameters) : []
  if (more.length > 0) throw new XmlRefused('ReferenceParameters holds more than one')
  return { address, parameter: first ? parameterOf(first) : null }
}

function parameterOf(element: XmlElement): ReferenceParameter {
  const value = textOf(element)
  const { namespaceURI: ns, localName: name } = element
  if (value === null || ns === null || name === null) {
    throw new XmlRefused('a reference parameter has no namespace or no text')
  }
  return { ns, name, value }
}

/** Writes what an element holds that is an address, such as `wsnt:ConsumerReference`. */
export const writeEndpointReference = ({ address, parameter }: EndpointReference): XmlText =>
  xml`<wsa:Address xmlns:wsa="${NS.wsa}">${address}</wsa:Address>${
    parameter &&
    xml`<wsa:ReferenceParameters xmlns:wsa="${NS.wsa}"><p:${parameter.name} xmlns:p="${parameter.ns}">${parameter.value}</p:${parameter.name}></wsa:ReferenceParameters>`
  }`

/** The headers by which a message names the resource that it is for. */
export const headersTo = ({ parameter }: EndpointReference): readonly XmlText[] =>
  parameter === null
    ? []
    : [
        xml`<p:${parameter.name} xmlns:p="${parameter.ns}" xmlns:wsa="${NS.wsa}" wsa:IsReferenceParameter="true">${parameter.value}</p:${parameter.name}>`,
      ]
