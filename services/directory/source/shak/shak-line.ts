import type { Rejection, ShakFact } from '../../domain/statement/facts.ts'
import { isShakCode } from '../csv/identifier-row.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected, type Wrong } from '../csv/rejected.ts'
import type { TextLine } from '../csv/text-lines.ts'

const WIDTH = 214
const RECORD_TYPES = new Set(['sgh', 'afd'])

/**
 * Reads one line of the fixed-width SHAK file: one period of one code.
 *
 * @see reference of the SHAK file: 1-3 record type, 4-23 code, 24-31 first day, 40-47 last day, 48-167 name
 */
export function shakLine({ line, text }: TextLine): ShakFact | Rejection {
  const code = text.slice(3, 23).trim()
  const subject = isShakCode(code) ? ({ kind: 'shak', key: code } as const) : null
  const reject = (wrong: Omit<Wrong, 'subject'>) => rejected(line, { ...wrong, subject })
  const malformed = { rule: 'ROW_MALFORMED', noun: 'line' } as const
  if (text.length !== WIDTH) {
    const state = `has ${text.length} characters, not ${WIDTH}`
    return reject({ ...malformed, value: text, state })
  }
  if (!RECORD_TYPES.has(text.slice(0, 3).toLowerCase())) {
    return reject({ ...malformed, value: text.slice(0, 3), state: 'is neither sgh nor afd' })
  }
  if (subject === null) {
    const state = 'a SHAK code has 4, 6 or 7 characters'
    return reject({ rule: 'SHAK_INVALID', noun: 'SHAK code', value: code, state })
  }
  const name = text.slice(47, 167).trim()
  if (name === '') {
    return reject({ rule: 'NAME_MISSING', noun: 'SHAK code', value: code, state: 'has no name' })
  }
  const [from, to] = [text.slice(23, 31).trim(), text.slice(39, 47).trim()]
  const days = validityOf(from, to === '' ? null : to)
  if (isWrong(days)) return reject({ ...days, noun: 'validity of SHAK code' })
  const { validFrom, validTo } = days
  if (validFrom !== null) return { kind: 'shak', line, code, name, validFrom, validTo }
  return reject({ rule: 'DATE_INVALID', noun: 'first day', value: from, state: 'is no day' })
}
