import { attribute, child, children, textOf } from '../../xml/element.ts'
import type { XmlElement } from '../../xml/parse.ts'
import { type XmlText, xml } from '../../xml/template.ts'
import { auth, CLAIM_DIALECT, STS_NS, wst13 } from './names.ts'

/** What an exchange may be told beside the token, by the URI of its claim. */
export const CLAIM = {
  cpr: 'dk:gov:saml:attribute:CprNumberIdentifier',
  onBehalfOf: 'dk:healthcare:saml:attribute:OnBehalfOf',
  systemName: 'medcom:ITSystemName',
  role: 'medcom:UserRole',
  authorisationCode: 'medcom:UserAuthorizationCode',
  subjectNameId: 'sosi:SubjectNameID',
} as const

/** By what right a citizen acts for another. */
export type ActingRight =
  | 'PROCURATION'
  | 'WARD_CUSTODY'
  | 'PARTLY_WARD_CUSTODY'
  | 'PARENTAL_CUSTODY'

// Only the first is seen in a client's source; of the others the notes have the middle alone.
const PREFIXES: Readonly<Record<ActingRight, string>> = {
  PROCURATION: 'urn:dk:healthcare:saml:actThroughProcurationBy:cprNumberIdentifier:',
  WARD_CUSTODY: 'urn:dk:healthcare:saml:actThrough:WardCustody:cprNumberIdentifier:',
  PARTLY_WARD_CUSTODY: 'urn:dk:healthcare:saml:actThrough:PartlyWardCustody:cprNumberIdentifier:',
  PARENTAL_CUSTODY: 'urn:dk:healthcare:saml:actThrough:ParentalCustody:cprNumberIdentifier:',
}
const RIGHTS = Object.keys(PREFIXES) as readonly ActingRight[]

/** Value of {@link CLAIM.onBehalfOf}. */
export const onBehalfOfClaim = (cpr: string, by: ActingRight): string => `${PREFIXES[by]}${cpr}`

/** Whom and by what right a claim names; null for one that is none of the four. */
export function actingForOf(
  claim: string,
): { readonly cpr: string; readonly by: ActingRight } | null {
  const by = RIGHTS.find((right) => claim.startsWith(PREFIXES[right]))
  if (by === undefined) return null
  const cpr = claim.slice(PREFIXES[by].length)
  return /^\d{10}$/.test(cpr) ? { cpr, by } : null
}

/** Writes the claims of an exchange; nothing for none. */
export function writeClaims(claims: ReadonlyMap<string, string>): XmlText | null {
  if (claims.size === 0) return null
  const each = [...claims].map(
    ([uri, value]) =>
      xml`<auth:ClaimType Uri="${uri}"><auth:Value>${value}</auth:Value></auth:ClaimType>`,
  )
  return xml`<wst:Claims xmlns:auth="${STS_NS.auth}" Dialect="${CLAIM_DIALECT}">${each}</wst:Claims>`
}

/**
 * The claims of an exchange, by URI; the first of each, for none may stand there twice with a value that differs.
 *
 * @throws {XmlRefused} where there is more than one list, or a claim with more than one value
 */
export function readClaims(request: XmlElement): ReadonlyMap<string, string> {
  const list = child(request, wst13('Claims'))
  const found = new Map<string, string>()
  for (const claim of list ? children(list, auth('ClaimType')) : []) {
    const uri = attribute(claim, 'Uri')
    const value = textOf(child(claim, auth('Value')))
    if (uri !== null && value !== null && !found.has(uri)) found.set(uri, value)
  }
  return found
}
