import { createHash, createSign } from 'node:crypto'
import { NS } from '../soap/namespaces.ts'
import { rootOf } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import {
  ALGORITHMS,
  type AlgorithmNames,
  DS,
  EXCLUSIVE,
  type SignatureAlgorithm,
  STR_TRANSFORM,
} from './algorithms.ts'
import { canonical } from './canonical.ts'
import { certificateText, privateKeyOf, type SigningKey } from './signing-key.ts'

/** One thing that is signed. */
export interface SignedThing {
  /** Its id, without `#`. */
  readonly id: string
  /** Its bytes, as digested. */
  readonly canonical: string
  /** Algorithms, in order. */
  readonly transforms: readonly string[]
}

/** How a signature is written. */
export interface SignatureForm {
  readonly signingKey: SigningKey
  readonly algorithm: SignatureAlgorithm
  /** Of the signature itself. */
  readonly id?: { readonly name: 'id' | 'Id'; readonly value: string }
  /** Content of `ds:KeyInfo`; the certificate where it is absent. */
  readonly keyInfo?: XmlText
}

/** Signs things whose bytes are known, and writes `ds:Signature`. */
export function writeSignature(things: readonly SignedThing[], form: SignatureForm): XmlText {
  const { signingKey, algorithm, id } = form
  const names = ALGORITHMS[algorithm]
  const references = things.map((thing) => reference(thing, names))
  const info = (declared: XmlText | null) =>
    xml`<ds:SignedInfo${declared}><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/><ds:SignatureMethod Algorithm="${names.signature}"/>${references}</ds:SignedInfo>`
  const declaration = xml` xmlns:ds="${DS}"`
  const value = createSign(names.hash)
    .update(canonical(rootOf(info(declaration).toString())))
    .sign(privateKeyOf(signingKey), 'base64')
  const named = id && xml` ${id.name}="${id.value}"`
  return xml`<ds:Signature${declaration}${named}>${info(null)}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo>${
    form.keyInfo ?? certificateInfo(signingKey.certificate)
  }</ds:KeyInfo></ds:Signature>`
}

/** Content of `ds:KeyInfo` that is a certificate; `ds` has to be declared around it. */
export const certificateInfo = (pem: string): XmlText =>
  xml`<ds:X509Data><ds:X509Certificate>${certificateText(pem)}</ds:X509Certificate></ds:X509Data>`

function reference({ id, transforms, canonical }: SignedThing, names: AlgorithmNames): XmlText {
  const digest = createHash(names.hash).update(canonical).digest('base64')
  return xml`<ds:Reference URI="#${id}"><ds:Transforms>${transforms.map(transform)}</ds:Transforms><ds:DigestMethod Algorithm="${names.digest}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`
}

const transform = (algorithm: string): XmlText =>
  algorithm === STR_TRANSFORM
    ? xml`<ds:Transform Algorithm="${algorithm}"><wsse:TransformationParameters xmlns:wsse="${NS.wsse}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/></wsse:TransformationParameters></ds:Transform>`
    : xml`<ds:Transform Algorithm="${algorithm}"/>`
