import { rootOf } from '../xml/parse.ts'
import type { XmlText } from '../xml/template.ts'
import { ENVELOPED, EXCLUSIVE } from './algorithms.ts'
import { canonical } from './canonical.ts'
import { idOf } from './ids.ts'
import { inserted } from './insertion.ts'
import { type SignatureForm, writeSignature } from './write-signature.ts'

/** How an element is signed by a signature that stands in it. */
export interface EnvelopedForm extends SignatureForm {
  /** Local name of the child that the signature stands right after; last where it is absent. */
  readonly after?: string
}

/**
 * Signs an element as a whole; its own id, `id`, `ID`, `Id` or `wsu:Id`, is what the signature refers to.
 *
 * @param element with all of its declarations, so that it is the same wherever it is put
 * @throws {SignatureInvalid} where it has no id
 * @throws {XmlRefused} where it is no XML, or the child is not there
 */
export function signEnveloped(element: XmlText, { after, ...form }: EnvelopedForm): XmlText {
  const text = element.toString()
  const root = rootOf(text)
  const signature = writeSignature(
    [{ id: idOf(root), canonical: canonical(root), transforms: [ENVELOPED, EXCLUSIVE] }],
    form,
  )
  const name = root.localName ?? ''
  return inserted(text, signature, after ? { after: [name, after] } : { lastIn: [name] })
}
