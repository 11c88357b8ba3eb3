/**
 * An IDWS identity token: a SAML 2.0 assertion in which the STS vouches for a person towards one audience, and whose holder
 * proves to be it with a key.
 *
 * @see OIO IDWS SOAP profile 1.1 and IDWS-H attributes
 */
export interface IdentityToken {
  /** `ID` of the assertion. */
  readonly id: string
  readonly issuer: string
  /** Who is vouched for. */
  readonly subject: { readonly format: string; readonly name: string }
  /** Base64 of the certificate of whoever may show the token. */
  readonly holder: string
  readonly issuedAt: Date
  readonly notBefore: Date
  readonly notOnOrAfter: Date
  /** The service that it is for. */
  readonly audience: string
  readonly claims: IdentityClaims
}

/** What the token says of the person; null for what it leaves out. */
export interface IdentityClaims {
  /** 1 to 4, of OIO; or the words of NSIS. */
  readonly assuranceLevel: string | null
  readonly cpr: string | null
  /** 8 digits. */
  readonly cvr: string | null
  readonly authorisationCode: string | null
  readonly educationCode: string | null
  readonly itSystemName: string | null
  readonly givenName: string | null
  readonly surname: string | null
  /** Base64 of a list of privileges: what powers of attorney allow. */
  readonly privileges: string | null
  /** Base64 of relations to others, such as of a parent to a child. */
  readonly subjectRelations: string | null
}

/** What each claim is called in the token. */
export const CLAIM_NAMES: Readonly<Record<keyof IdentityClaims, string>> = {
  assuranceLevel: 'dk:gov:saml:attribute:AssuranceLevel',
  cpr: 'dk:gov:saml:attribute:CprNumberIdentifier',
  cvr: 'dk:gov:saml:attribute:CvrNumberIdentifier',
  authorisationCode: 'dk:healthcare:saml:attribute:UserAuthorizationCode',
  educationCode: 'dk:healthcare:saml:attribute:UserEducationCode',
  itSystemName: 'dk:healthcare:saml:attribute:ITSystemName',
  givenName: 'dk:healthcare:saml:attribute:UserGivenName',
  surname: 'dk:healthcare:saml:attribute:UserSurName',
  privileges: 'dk:gov:saml:attribute:Privileges_intermediate',
  subjectRelations: 'urn:dk:healthcare:saml:attribute:SubjectRelations',
}

/** Says which specification the claims follow. */
export const SPECIFICATION = {
  name: 'dk:gov:saml:attribute:SpecVer',
  value: 'DK-SAML-2.0',
} as const

/** A key confirms who holds the token. */
export const HOLDER_OF_KEY = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'
