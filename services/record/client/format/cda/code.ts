import { attribute, child, children, textOf } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { Code } from '../../../domain/coded.ts'
import { hl7 } from './names.ts'
import { unlessNull } from './null-flavor.ts'

/**
 * A CD, CE or CV. Where the code itself is left open, the first translation that is not stands for it.
 *
 * @returns null where it is absent, or says that it is not known
 * @throws {XmlRefused} for a code without a code system: what it means would be guessed
 */
export function codeIn(element: XmlElement | null, place: string): Code | null {
  if (!element) return null
  const own = unlessNull(element)
  if (own && attribute(own, 'code')) return written(own, place)
  const translation = children(element, hl7('translation')).find((each) => attribute(each, 'code'))
  return translation ? written(translation, `${place}/translation`) : null
}

/** As {@link codeIn}, for what the standard demands. */
export function neededCode(element: XmlElement | null, place: string): Code {
  const code = codeIn(element, place)
  if (code) return code
  throw new XmlRefused(`${place} is missing, or has no code`)
}

/** The words of a code: the text it was chosen for, else its label; null where there is neither. */
export const wordsOf = (element: XmlElement | null): string | null =>
  element && (textOf(child(element, hl7('originalText'))) ?? attribute(element, 'displayName'))

/** The code of a CS, such as a status, which has no code system of its own. */
export function neededSimpleCode(element: XmlElement | null, place: string): string {
  const code = attribute(unlessNull(element), 'code')?.trim()
  if (code) return code
  throw new XmlRefused(`${place} is missing, or has no code`)
}

function written(element: XmlElement, place: string): Code {
  const system = attribute(element, 'codeSystem')
  if (!system) throw new XmlRefused(`${place} has no code system`)
  return {
    code: (attribute(element, 'code') ?? '').trim(),
    system: /^[0-9.]+$/.test(system) ? `urn:oid:${system}` : system,
    display: wordsOf(element),
  }
}
