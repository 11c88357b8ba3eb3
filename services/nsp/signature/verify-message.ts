import type { X509Certificate } from 'node:crypto'
import { NS, wsa, wsse, wsu } from '../soap/namespaces.ts'
import { child, children, elementsOf, isNamed, needed, textOf } from '../xml/element.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { ds, EXCLUSIVE, type SignatureAlgorithm, STR_TRANSFORM } from './algorithms.ts'
import { canonical, canonicalToken } from './canonical.ts'
import { checkDigest, checkValue } from './check-signature.ts'
import { SignatureInvalid } from './errors.ts'
import { checkUnique } from './ids.ts'
import { type ReadReference, readSignature } from './read-signature.ts'
import { placesOf, securityOf } from './sign-message.ts'
import { certificateOfSigner } from './signer.ts'
import { SAML_ID } from './token-reference.ts'
import { asInvalid, type SignatureTrust } from './verify.ts'

/** A message whose signature holds. Values are to be read from here and not from the envelope. */
export interface SignedMessage {
  readonly action: XmlElement
  readonly messageId: XmlElement
  /** `wsu:Timestamp` */
  readonly timestamp: XmlElement
  /** `soap:Body` */
  readonly body: XmlElement
  /** Whether the assertion in `wsse:Security` is covered, by the reference that stands for it. */
  readonly coversToken: boolean
  readonly certificate: X509Certificate
  readonly algorithm: SignatureAlgorithm
}

/**
 * Verifies the signature in the `wsse:Security` of a message. It has to cover wsa:Action, wsa:MessageID, the timestamp and the
 * body, each where the standard puts it.
 *
 * @throws {SignatureInvalid} where there is none or several, or it does not hold, covers less or something elsewhere, is made in
 *   a way that is not taken or by somebody who is not believed
 */
export function verifyMessage(envelope: XmlElement, trust: SignatureTrust): SignedMessage {
  return asInvalid(() => {
    const security = securityOf(envelope)
    const [node, ...more] = children(security, ds('Signature'))
    if (!node || more.length > 0)
      throw new SignatureInvalid(node ? 'there are several' : 'there is none')
    const signature = readSignature(node, trust.algorithms ?? ['rsa-sha256'])
    const ids = new Set(signature.references.map(({ id }) => id))
    if (ids.size < signature.references.length)
      throw new SignatureInvalid('it covers a part several times')
    checkUnique(ids, envelope)
    const { certificate: text } = signature
    const certificate = certificateOfSigner(trust.signer, text)
    checkValue(signature, certificate)
    const covered = new Covered(envelope, security)
    for (const reference of signature.references) covered.add(reference)
    const { algorithm } = signature
    return { ...covered.message(), certificate, algorithm }
  })
}

/** What a signature has been found to cover, read from the bytes that were signed. */
class Covered {
  readonly #envelope: XmlElement
  readonly #security: XmlElement
  readonly #places: readonly XmlElement[]
  readonly #parts = new Map<XmlElement, XmlElement>()
  #coversToken = false

  constructor(envelope: XmlElement, security: XmlElement) {
    this.#envelope = envelope
    this.#security = security
    this.#places = placesOf(envelope)
  }

  add(reference: ReadReference): void {
    const part = this.#places.find((place) => place.getAttributeNS(NS.wsu, 'Id') === reference.id)
    if (!part) throw new SignatureInvalid('it covers something elsewhere')
    const [transform, ...more] = reference.transforms
    if (more.length > 0) throw new SignatureInvalid('its transforms are not taken')
    if (transform === STR_TRANSFORM) this.#addToken(reference, part)
    else if (transform === EXCLUSIVE) this.#addPart(reference, part)
    else throw new SignatureInvalid('its transforms are not taken')
  }

  message() {
    const soap = (name: string) => ({ ns: this.#envelope.namespaceURI, name })
    const header = needed(this.#envelope, soap('Header'))
    return {
      action: this.#part(child(header, wsa('Action'))),
      messageId: this.#part(child(header, wsa('MessageID'))),
      timestamp: this.#part(child(this.#security, wsu('Timestamp'))),
      body: this.#part(child(this.#envelope, soap('Body'))),
      coversToken: this.#coversToken,
    }
  }

  #addPart(reference: ReadReference, part: XmlElement): void {
    const bytes = canonical(part)
    checkDigest(reference, bytes)
    this.#parts.set(part, rootOf(bytes))
  }

  #addToken(reference: ReadReference, part: XmlElement): void {
    const token = needed(this.#security, { ns: NS.saml, name: 'Assertion' })
    const [identifier, ...more] = elementsOf(part)
    const isTo =
      isNamed(part, wsse('SecurityTokenReference')) &&
      part.parentNode === this.#security &&
      identifier !== undefined &&
      more.length === 0 &&
      isNamed(identifier, wsse('KeyIdentifier')) &&
      identifier.getAttribute('ValueType') === SAML_ID &&
      textOf(identifier) === token.getAttribute('ID')
    if (!isTo) throw new SignatureInvalid('a token is referred to in a way that is not known')
    checkDigest(reference, canonicalToken(token))
    this.#coversToken = true
  }

  #part(element: XmlElement | null): XmlElement {
    const part = element && this.#parts.get(element)
    if (!part) throw new SignatureInvalid('it leaves out a part that has to be covered')
    return part
  }
}
