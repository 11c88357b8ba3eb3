import { headerOf, type SoapEnvelope } from '../soap/envelope.ts'
import { NS, wsse, wsu } from '../soap/namespaces.ts'
import { at, child, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'

/** `wsse:Security` of a message. */
export interface DgwsSecurity {
  readonly element: XmlElement
  readonly created: Date
  /** The assertion that it holds, as an element; null where it holds none. */
  readonly assertion: XmlElement | null
}

/** A time as version 1.0.1 writes it: UTC, whole seconds. */
export const dgwsTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

/** Writes `wsse:Security` with its timestamp and, unless null, an id card. */
export const writeSecurity = (created: Date, idCard: XmlText | null): XmlText =>
  xml`<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}"><wsu:Timestamp><wsu:Created>${dgwsTime(created)}</wsu:Created></wsu:Timestamp>${idCard}</wsse:Security>`

/**
 * Reads `wsse:Security` as version 1.0.1 has it.
 *
 * @returns null where there is none
 * @throws {XmlRefused} for one without a timestamp, with a time in another form, or with several assertions
 */
export function readSecurity(envelope: SoapEnvelope): DgwsSecurity | null {
  const element = headerOf(envelope, wsse('Security'))
  if (!element) return null
  const created = textOf(at(element, wsu('Timestamp'), wsu('Created')))
  if (created === null) throw new XmlRefused('Timestamp/Created is missing')
  return {
    element,
    created: timeOf(created),
    assertion: child(element, { ns: NS.saml, name: 'Assertion' }),
  }
}

function timeOf(text: string): Date {
  const time = new Date(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || Number.isNaN(time.getTime()))
    throw new XmlRefused('a time is not in UTC and whole seconds')
  return time
}
