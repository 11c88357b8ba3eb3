import { ydernummer } from '../../domain/identifier/other-identifiers.ts'
import type { Rejection, YderFact } from '../../domain/statement/facts.ts'
import { showable } from '../../domain/statement/rejection.ts'
import { regionOf } from '../csv/region.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected, type Wrong } from '../csv/rejected.ts'

/** Attributes of one element, values padded with blanks. */
export type Attributes = Readonly<Record<string, string>>

/** Reads one period of a ydernummer from the attributes of its `Yder` element. */
export function yderRow(attributes: Attributes, line: number): YderFact | Rejection {
  const of = (name: string) => attributes[name]?.trim() ?? ''
  const number = of('YdernrYder')
  if (!isYdernummer(number)) {
    const state = 'a ydernummer has 6 characters'
    const wrong = { rule: 'YDERNUMMER_INVALID', noun: 'ydernummer', value: number, state } as const
    return rejected(line, { ...wrong, subject: null })
  }
  const subject = { kind: 'yder', key: number } as const
  const reject = (wrong: Omit<Wrong, 'subject'>) => rejected(line, { ...wrong, subject })
  // Free text, and owners have been known to write a person number in it.
  const name = showable(of('PrakBetegn'))
  if (name === '') {
    return reject({ rule: 'NAME_MISSING', noun: 'ydernummer', value: number, state: 'has no name' })
  }
  const [from, to] = [of('TilgDatoYder'), of('AfgDatoYder')]
  const days = validityOf(from, to === '' ? null : to)
  if (isWrong(days)) return reject({ ...days, noun: 'validity of ydernummer' })
  const { validFrom, validTo } = days
  if (validFrom === null) {
    return reject({ rule: 'DATE_INVALID', noun: 'first day', value: from, state: 'is no day' })
  }
  const region = regionOf(of('AmtKodeYder'))
  const code = of('HvdSpecKode')
  const speciality = code === '' ? null : { code, display: of('HvdSpecTxt') || null }
  return { kind: 'yder', line, ydernummer: number, name, region, speciality, validFrom, validTo }
}

function isYdernummer(text: string): boolean {
  try {
    return ydernummer(text) === text
  } catch {
    return false
  }
}
