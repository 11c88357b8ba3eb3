import { child, elementsOf, isNamed, namesIn, needed, type XmlName } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { NS } from './namespaces.ts'
import { namespaceOf, type SoapVersion } from './version.ts'

/** What an envelope is written of. */
export interface EnvelopeParts {
  readonly version: SoapVersion
  readonly headers: readonly XmlText[]
  readonly body: XmlText
  /** `wsu:Id` of the body, for a signature that covers it. */
  readonly bodyId?: string
}

/** An envelope that has been read. */
export interface SoapEnvelope {
  readonly version: SoapVersion
  /** The whole envelope. */
  readonly root: XmlElement
  /** Null where there is none. */
  readonly header: XmlElement | null
  /** The one element of the body; null for a body without one. */
  readonly body: XmlElement | null
}

/** Writes an envelope without any space of its own, so that what was signed stays as it was. */
export function writeEnvelope({ version, headers, body, bodyId }: EnvelopeParts): XmlText {
  const id = bodyId === undefined ? null : xml` xmlns:wsu="${NS.wsu}" wsu:Id="${bodyId}"`
  return xml`<soap:Envelope xmlns:soap="${namespaceOf(version)}"><soap:Header>${headers}</soap:Header><soap:Body${id}>${body}</soap:Body></soap:Envelope>`
}

/**
 * Reads an envelope of SOAP 1.1 or 1.2.
 *
 * @throws {XmlRefused} for what is no XML, no envelope of either version, or holds more than one element in its body
 */
export const readEnvelope = (text: string | Buffer): SoapEnvelope => envelopeAt(rootOf(text))

/**
 * As {@link readEnvelope}, of a message that has been read.
 *
 * @throws {XmlRefused} for what is no envelope of either version, or holds more than one element in its body
 */
export function envelopeAt(root: XmlElement): SoapEnvelope {
  const version = versionOf(root)
  const soap = namesIn(namespaceOf(version))
  const [body = null, ...more] = elementsOf(needed(root, soap('Body')))
  if (more.length > 0) throw new XmlRefused('its body holds several elements')
  return { version, root, header: child(root, soap('Header')), body }
}

/** The header entry of a name; null where it is absent. @throws {XmlRefused} where it stands there twice */
export const headerOf = ({ header }: SoapEnvelope, name: XmlName): XmlElement | null =>
  header && child(header, name)

/**
 * Header entries that have to be understood, and are none of `understood`.
 *
 * @param understood namespaces
 */
export function notUnderstood(
  { header, version }: SoapEnvelope,
  understood: ReadonlySet<string>,
): readonly XmlElement[] {
  if (!header) return []
  const ns = namespaceOf(version)
  return elementsOf(header).filter((entry) => {
    const must = entry.getAttributeNS(ns, 'mustUnderstand')
    return (must === '1' || must === 'true') && !understood.has(entry.namespaceURI ?? '')
  })
}

function versionOf(root: XmlElement): SoapVersion {
  if (isNamed(root, { ns: NS.soap11, name: 'Envelope' })) return '1.1'
  if (isNamed(root, { ns: NS.soap12, name: 'Envelope' })) return '1.2'
  throw new XmlRefused('it is no SOAP envelope')
}
