/** Who is signed in, as the sign-in itself says it. */
export type SignIn = SignedInProfessional | SignedInCitizen

/** A person who works in the health service. */
export interface SignedInProfessional {
  readonly kind: 'professional'
  readonly cpr: string
  /** 5 characters; null for staff without authorisation. */
  readonly authorisationCode: string | null
  readonly role: string | null
  /** SOR id of the unit that the person works at; null where the sign-in names none. */
  readonly organisation: string | null
}

/** A citizen. */
export interface SignedInCitizen {
  readonly kind: 'citizen'
  readonly cpr: string
}
