import { attribute, child, textOf } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import { wordsOf } from './code.ts'
import { hl7 } from './names.ts'
import { unlessNull } from './null-flavor.ts'

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
const UNIT = /^(?=.*[^\d.,\s+-])[\p{L}\p{N}\p{P}\p{S} ]{1,50}$/u

/** What an observation says: a number with its unit as the source writes it, or a text. */
export interface Value {
  readonly value: number | null
  readonly unit: string | null
  readonly text: string | null
}

/** Nothing is said. */
export const NO_VALUE: Value = { value: null, unit: null, text: null }

/** The name of a value's type, without its prefix; null where none is given. */
export const typeOf = (element: XmlElement): string | null =>
  element.getAttributeNodeNS(XSI, 'type')?.value.replace(/^.*:/, '') ?? null

/**
 * A value by its own type. A number is never rounded, and its unit never converted.
 *
 * @throws {XmlRefused} for a number or a unit that is none, and for a type that is not read
 */
export function valueIn(element: XmlElement, place: string): Value {
  if (!unlessNull(element)) return NO_VALUE
  const type = typeOf(element)
  if (type === 'PQ' || type === 'REAL' || type === 'INT') return quantityIn(element, place)
  const text = wordsIn(element, type, place)
  if (text === undefined) throw new XmlRefused(`${place} is of a type that is not read`)
  return { ...NO_VALUE, text }
}

function quantityIn(element: XmlElement, place: string): Value {
  const [value, unit] = [attribute(element, 'value'), attribute(element, 'unit')]
  if (value === null || !NUMBER.test(value)) throw new XmlRefused(`${place} is no number`)
  if (unit !== null && unit !== '1' && !UNIT.test(unit))
    throw new XmlRefused(`${place} has a unit that is none`)
  return { value: Number(value), unit, text: null }
}

function wordsIn(
  element: XmlElement,
  type: string | null,
  place: string,
): string | null | undefined {
  switch (type) {
    case 'ST':
    case 'ED':
      return textOf(element)
    case 'CD':
    case 'CE':
    case 'CV':
    case 'CO':
    case 'CS':
      return wordsOf(element) ?? attribute(element, 'code')
    case 'BL':
    case 'TS':
      return attribute(element, 'value')
    case 'II':
      return attribute(element, 'extension')
    case 'IVL_PQ':
    case 'IVL_REAL':
    case 'IVL_INT':
      return intervalIn(element, place)
    default:
      return undefined
  }
}

function intervalIn(element: XmlElement, place: string): string | null {
  const end = (name: string): string | null => {
    const bound = unlessNull(child(element, hl7(name)))
    if (!bound) return null
    const { value, unit } = quantityIn(bound, `${place}/${name}`)
    return unit === null ? `${value}` : `${value} ${unit}`
  }
  const [low, high] = [end('low'), end('high')]
  if (low && high) return `${low} – ${high}`
  if (low) return `≥ ${low}`
  return high && `≤ ${high}`
}
