import { NS, wsse } from '../soap/namespaces.ts'
import { child, elementsOf, needed } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import type { XmlText } from '../xml/template.ts'
import { EXCLUSIVE, STR_TRANSFORM } from './algorithms.ts'
import { canonical, canonicalToken } from './canonical.ts'
import { checkUnique } from './ids.ts'
import { insertedLastIn } from './insertion.ts'
import { type SignatureForm, type SignedThing, writeSignature } from './write-signature.ts'

/** How a message is signed by a signature in its `wsse:Security`. */
export interface MessageForm extends SignatureForm {
  /** `wsu:Id` of what is signed: header entries, what stands in `wsse:Security`, the body. */
  readonly parts: readonly string[]
  /** `wsu:Id` of the `wsse:SecurityTokenReference` in `wsse:Security` that stands for the assertion beside it. */
  readonly tokenReference?: string
}

/**
 * Signs parts of a SOAP message; the signature becomes the last in `wsse:Security`.
 *
 * @throws {XmlRefused} for a message without `wsse:Security`, or without one of the parts
 * @throws {SignatureInvalid} where an id stands there several times
 */
export function signMessage(envelope: XmlText, form: MessageForm): XmlText {
  const text = envelope.toString()
  const root = rootOf(text)
  const { parts, tokenReference } = form
  const places = placesOf(root)
  checkUnique(new Set([...parts, ...(tokenReference ? [tokenReference] : [])]), root)
  const things: SignedThing[] = parts.map((id) => ({
    id,
    canonical: canonical(found(places, id)),
    transforms: [EXCLUSIVE],
  }))
  if (tokenReference) {
    found(places, tokenReference)
    const token = needed(securityOf(root), { ns: NS.saml, name: 'Assertion' })
    const signed = { id: tokenReference, canonical: canonicalToken(token) }
    things.push({ ...signed, transforms: [STR_TRANSFORM] })
  }
  return insertedLastIn(text, writeSignature(things, form), {
    element: securityOf(root),
    path: ['Envelope', 'Header', 'Security'],
  })
}

/** `wsse:Security` of an envelope. @throws {XmlRefused} where it is missing */
export const securityOf = (envelope: XmlElement): XmlElement => {
  const header = child(envelope, { ns: envelope.namespaceURI, name: 'Header' })
  if (!header) throw new XmlRefused('Header is missing')
  return needed(header, wsse('Security'))
}

/** All that a signature of a message may cover: header entries, what stands in `wsse:Security`, and the body. */
export function placesOf(envelope: XmlElement): readonly XmlElement[] {
  const soap = (name: string) => ({ ns: envelope.namespaceURI, name })
  return [
    ...elementsOf(needed(envelope, soap('Header'))),
    ...elementsOf(securityOf(envelope)),
    needed(envelope, soap('Body')),
  ]
}

function found(places: readonly XmlElement[], id: string): XmlElement {
  const part = places.find((place) => place.getAttributeNS(NS.wsu, 'Id') === id)
  if (!part) throw new XmlRefused('a part that is to be signed is not there')
  return part
}
