import type { TestPerson } from '../../domain/world/people.ts'

/** For whom access tokens are. */
export const RECORD_AUDIENCE = 'urn:fundament:record'

/** What an access token says of whoever signed in, beside what every JWT says. */
export function tokenClaims({ kind, person }: TestPerson): Readonly<Record<string, string>> {
  const name = `${person.givenName} ${person.surname}`
  if (kind === 'citizen') return { user_type: 'CITIZEN', cpr: person.cpr, name }
  const { authorisationCode, role, organisation, cpr } = person
  const authorised = authorisationCode === null ? {} : { authorisation_code: authorisationCode }
  return { user_type: 'PROFESSIONAL', cpr, name, role, organisation, ...authorised }
}
