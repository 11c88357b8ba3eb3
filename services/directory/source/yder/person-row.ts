import type { PractitionerFact, Rejection } from '../../domain/statement/facts.ts'
import { showable } from '../../domain/statement/rejection.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected, type Wrong } from '../csv/rejected.ts'
import type { Attributes } from './yder-row.ts'

const PERSON_ID = /^[0-9A-F]{16}$/i

/**
 * Reads one person of a ydernummer from the attributes of a `Person` element: which record of the register it is, in what role
 * and when. The person number beside them is not looked at; the register gives no name.
 */
export function personRow(attributes: Attributes, line: number): PractitionerFact | Rejection {
  const of = (name: string) => attributes[name]?.trim() ?? ''
  const personId = of('HistIdPerson').toLowerCase()
  const ydernummer = of('YdernrPerson')
  if (!PERSON_ID.test(personId) || ydernummer === '') {
    const state =
      'a person of the yder register has an id of 16 hexadecimal digits and a ydernummer'
    const wrong = { rule: 'ROW_MALFORMED', noun: 'person', value: '', state } as const
    return rejected(line, { ...wrong, subject: null })
  }
  const subject = { kind: 'practitioner', key: personId } as const
  const reject = (wrong: Omit<Wrong, 'subject'>) => rejected(line, { ...wrong, subject })
  const [from, to] = [of('TilgDatoPerson'), of('AfgDatoPerson')]
  const days = validityOf(from, to === '' ? null : to)
  if (isWrong(days)) return reject({ ...days, noun: 'validity of person' })
  const { validFrom, validTo } = days
  if (validFrom === null) {
    return reject({ rule: 'DATE_INVALID', noun: 'first day', value: from, state: 'is no day' })
  }
  const code = of('PersonrolleKode')
  const role = code === '' ? null : { code, display: showable(of('PersonrolleTxt')) || null }
  return { kind: 'practitioner', line, personId, ydernummer, role, validFrom, validTo }
}
