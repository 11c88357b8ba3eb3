import { attribute, child, children, elementsOf, isNamed, needed, textOf } from '../xml/element.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import {
  ALGORITHMS,
  type AlgorithmNames,
  ds,
  EXCLUSIVE,
  type SignatureAlgorithm,
  STR_TRANSFORM,
} from './algorithms.ts'
import { canonical } from './canonical.ts'
import { SignatureInvalid } from './errors.ts'

/** A signature as it was read, before anything of it is believed. */
export interface ReadSignature {
  /** The bytes that were signed. */
  readonly signedInfo: string
  readonly algorithm: SignatureAlgorithm
  readonly value: Buffer
  readonly references: readonly ReadReference[]
  /** Content of the one `ds:X509Certificate`; null where `ds:KeyInfo` names no certificate. */
  readonly certificate: string | null
  readonly keyInfo: XmlElement | null
}

/** A reference to one element of the same document. */
export interface ReadReference {
  readonly id: string
  readonly transforms: readonly string[]
  readonly digest: Buffer
  readonly hash: AlgorithmNames['hash']
}

/**
 * Reads a signature and refuses every form that is not written here. All but the key is read from the very bytes that were
 * signed, so that comments and the like cannot make one thing look like another.
 *
 * @param allowed algorithms; a digest by SHA-1 is taken only where `rsa-sha1` is
 * @throws {SignatureInvalid} naming what is not taken
 */
export function readSignature(
  signature: XmlElement,
  allowed: readonly SignatureAlgorithm[],
): ReadSignature {
  const signedInfo = canonical(needed(signature, ds('SignedInfo')))
  const [method, algorithm, ...references] = elementsOf(rootOf(signedInfo))
  checkCanonicalisation(method)
  const name = algorithmOf(algorithm)
  const match = allowed.find((one) => ALGORITHMS[one].signature === name)
  if (!match) throw new SignatureInvalid('its algorithm is not taken')
  if (references.length === 0) throw new SignatureInvalid('it refers to nothing')
  const keyInfo = child(signature, ds('KeyInfo'))
  return {
    ...{ signedInfo, algorithm: match, keyInfo, certificate: certificateIn(keyInfo) },
    value: base64(needed(signature, ds('SignatureValue'))),
    references: references.map((reference) => readReference(reference, allowed)),
  }
}

function readReference(
  reference: XmlElement,
  allowed: readonly SignatureAlgorithm[],
): ReadReference {
  if (!isNamed(reference, ds('Reference'))) throw new SignatureInvalid('its form is not known')
  const uri = attribute(reference, 'URI')
  if (!uri || !/^#[^#()'"\s]+$/.test(uri))
    throw new SignatureInvalid('it refers to something that is not an element of the message')
  const transforms = child(reference, ds('Transforms'))
  const digest = algorithmOf(child(reference, ds('DigestMethod')) ?? undefined)
  const match = allowed.find((one) => ALGORITHMS[one].digest === digest)
  if (!match) throw new SignatureInvalid('the algorithm of a digest is not taken')
  return {
    id: uri.slice(1),
    transforms: transforms ? elementsOf(transforms).map(transformOf) : [],
    digest: base64(needed(reference, ds('DigestValue'))),
    hash: ALGORITHMS[match].hash,
  }
}

function checkCanonicalisation(method: XmlElement | undefined): void {
  if (
    !method ||
    !isNamed(method, ds('CanonicalizationMethod')) ||
    algorithmOf(method) !== EXCLUSIVE
  )
    throw new SignatureInvalid('its canonicalisation is not taken')
}

// What stands in a method changes what it means, such as the length of an HMAC or a list of prefixes.
function algorithmOf(method: XmlElement | undefined): string | null {
  if (!method || elementsOf(method).length > 0)
    throw new SignatureInvalid('a method is missing, or has parameters')
  return attribute(method, 'Algorithm')
}

// Only a reference to a token has parameters, and has to have them: what it is made canonical by.
function transformOf(transform: XmlElement): string {
  const algorithm = attribute(transform, 'Algorithm') ?? ''
  const [parameters, ...more] = elementsOf(transform)
  const [method, ...others] = parameters ? elementsOf(parameters) : []
  if (!isNamed(transform, ds('Transform')) || more.length > 0 || others.length > 0)
    throw new SignatureInvalid('a transform has a form that is not known')
  const isToken = algorithm === STR_TRANSFORM
  if (
    isToken !== (parameters?.localName === 'TransformationParameters') ||
    (parameters && !isToken)
  )
    throw new SignatureInvalid('a transform lacks parameters, or has some')
  if (isToken) checkCanonicalisation(method)
  return algorithm
}

function certificateIn(keyInfo: XmlElement | null): string | null {
  const data = keyInfo ? children(keyInfo, ds('X509Data')) : []
  const found = data.flatMap((one) => children(one, ds('X509Certificate')))
  if (found.length > 1) throw new SignatureInvalid('it names several certificates')
  return textOf(found[0] ?? null)
}

function base64(element: XmlElement): Buffer {
  const text = (textOf(element) ?? '').replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length > 4096)
    throw new SignatureInvalid('a value of it is not base64')
  return Buffer.from(text, 'base64')
}
