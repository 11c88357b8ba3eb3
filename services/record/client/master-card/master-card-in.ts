import { attribute, child, children, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Code, OrganisationName } from '../../domain/coded.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import type { CitizenAddress, MasterCard, Relative } from '../../domain/part/master-card.ts'
import { readingAs } from '../documents/errors.ts'
import { codeIn } from '../format/cda/code.ts'
import type { Statement } from '../format/cda/entry.ts'
import { hl7 } from '../format/cda/names.ts'
import { unlessNull } from '../format/cda/null-flavor.ts'
import { organisationIn } from '../format/cda/organisation.ts'
import { addressIn, nameIn, phoneIn, saidIn } from '../format/cda/person.ts'
import { spanIn } from '../format/cda/time.ts'
import { typeOf } from '../format/cda/value.ts'
import { cardOf } from './card.ts'

/**
 * The shared master card. The temporary address is the one in force at the moment; of a card with several the first.
 *
 * @param now milliseconds since 1970
 * @throws {DocumentUnreadable}
 * @see PDC-DK 3.0
 */
export const masterCardIn = (
  content: Buffer,
  about: { readonly cpr: string; readonly document: DocumentReference; readonly now: number },
): MasterCard =>
  readingAs('PDC-DK', () => {
    const card = cardOf(content, about.cpr)
    const [dentist] = card.observations('DentistTypedIn')
    const addresses = card.observations('TempAddrTypedIn').filter((each) => isNow(each, about.now))
    return {
      languages: card.observations('LanguageTypedIn').flatMap(languagesOf),
      relatives: card.observations('RelativeTypedIn').flatMap(relativeOf),
      dentist: (dentist && dentistOf(dentist)) ?? null,
      temporaryAddress: addresses.flatMap(addressOf)[0] ?? null,
      coverageGroup: registered(card.observations('CoverageGroup')),
      organDonor: registered(card.observations('OrganDonorRegistration')),
      document: about.document,
    }
  })

const valuesOf = ({ element }: Statement, type: string): readonly XmlElement[] =>
  children(element, hl7('value')).filter((value) => typeOf(value) === type && unlessNull(value))

const languagesOf = (statement: Statement): readonly Code[] =>
  valuesOf(statement, 'CD').flatMap((value) => codeIn(value, `${statement.place}/value`) ?? [])

function relativeOf(statement: Statement): readonly Relative[] {
  const names = valuesOf(statement, 'PN').map(nameIn)
  const name = names.find((each) => each !== null)
  if (!name) return []
  const [relation] = valuesOf(statement, 'CD')
  const phones = valuesOf(statement, 'TEL').map(phoneIn)
  return [
    {
      name,
      relation: relation ? codeIn(relation, `${statement.place}/value`) : null,
      phone: phones.find((phone) => phone !== null) ?? null,
    },
  ]
}

function dentistOf(statement: Statement): OrganisationName | null {
  const practices = valuesOf(statement, 'TN').map((value) => saidIn(textOf(value)))
  const people = valuesOf(statement, 'PN').map(nameIn)
  const name = [...practices, ...people].find((each) => each !== null) ?? null
  const [number] = valuesOf(statement, 'II')
  const found = number ? organisationIn({ ids: [number] }) : null
  const nothing = { sorId: null, ydernummer: null, shak: null }
  return found || name ? { ...nothing, ...found, name } : null
}

function isNow({ element, place }: Statement, now: number): boolean {
  const { start, end } = spanIn(child(element, hl7('effectiveTime')), `${place}/effectiveTime`)
  return (!start || Date.parse(start) <= now) && (!end || now < Date.parse(end))
}

const addressOf = (statement: Statement): readonly CitizenAddress[] =>
  valuesOf(statement, 'AD').map(addressIn)

// What a register gives is written as an identifier whose root is the register's.
function registered(statements: readonly Statement[]): Code | null {
  const [value] = statements.flatMap((statement) => valuesOf(statement, 'II'))
  const [root, said] = [attribute(value ?? null, 'root'), attribute(value ?? null, 'extension')]
  if (!root || !said) return null
  return { code: said, system: `urn:oid:${root}`, display: null }
}
