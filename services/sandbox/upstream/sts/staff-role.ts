import { authorisationsOf } from '../../domain/world/authorisations.ts'
import type { StaffMember } from '../../domain/world/persons.ts'
import { refusal } from './refusals.ts'

/** What an id card says that somebody may do. */
export interface StaffRole {
  /** Education code, or a national role. */
  readonly role: string
  readonly authorisationCode: string | null
}

/**
 * Holds what a member of staff asks to be called to the register of authorisations, and fills in what was left open.
 *
 * @throws {FaultAnswer} RequestFailed for an authorisation or education that the register does not have, and for a national role
 *   that the person does not have
 */
export function staffRole(
  person: StaffMember,
  asked: { readonly role: string | null; readonly authorisationCode: string | null },
): StaffRole {
  const held = authorisationsOf(person.cpr)
  const isNational = asked.role !== null && !/^\d{4}$/.test(asked.role)
  if (isNational || (held.length === 0 && asked.role === null)) return nationalRole(person, asked)
  const found = held.find(
    ({ code, educationCode }) =>
      (asked.authorisationCode ?? code) === code && (asked.role ?? educationCode) === educationCode,
  )
  if (!found) throw refusal('RequestFailed', 'the register has no such authorisation of the person')
  return { role: found.educationCode, authorisationCode: found.code }
}

function nationalRole(
  person: StaffMember,
  asked: { readonly role: string | null; readonly authorisationCode: string | null },
): StaffRole {
  if (asked.authorisationCode !== null)
    throw refusal('RequestFailed', 'a national role goes with no authorisation')
  if (asked.role !== null && asked.role !== person.role)
    throw refusal('RequestFailed', 'the person does not have that role')
  return { role: person.role, authorisationCode: null }
}
