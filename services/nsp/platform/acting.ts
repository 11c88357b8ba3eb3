import type { Secret } from '../../kit/secret.ts'

/** The system itself, at level 3. */
export interface ActingSystem {
  readonly kind: 'system'
}

/** A person who works in the health service, signed in with a bootstrap token that the STS takes. */
export interface ActingProfessional {
  readonly kind: 'professional'
  readonly cpr: string
  /** OIO bootstrap token (a signed SAML assertion, XML), for BST2SOSI. */
  readonly bootstrapToken: Secret
  /** What the person signed in with, for services that are no part of the platform and take it as it is. */
  readonly accessToken: Secret
  /** 5 characters; null for staff without authorisation. */
  readonly authorisationCode: string | null
  /** Education code such as 7170, or a national role; null where the STS is to find it. */
  readonly role: string | null
  /** SOR id of the unit in use; null where none was named. */
  readonly organisation: string | null
  /** Authorisation code of the one who is answered for; null for oneself. */
  readonly onBehalfOf: string | null
}

/** A citizen, signed in with a JWT that the STS takes. */
export interface ActingCitizen {
  readonly kind: 'citizen'
  readonly cpr: string
  readonly jwt: Secret
  /** The person whose record is asked for, where it is not one's own, and by what right. */
  readonly onBehalfOf: ActingFor | null
}

/** @see dk:healthcare:saml:attribute:OnBehalfOf of the STS */
export interface ActingFor {
  readonly cpr: string
  readonly by: 'PROCURATION' | 'WARD_CUSTODY' | 'PARTLY_WARD_CUSTODY' | 'PARENTAL_CUSTODY'
}

/** Who asks the platform. */
export type Acting = ActingSystem | ActingProfessional | ActingCitizen

/** What is told of the look-up beside who asks; it becomes the HSUID header. */
export interface Regarding {
  /** The citizen asked about. */
  readonly cpr: string
  /** True sets consent aside (*værdispring*). */
  readonly consentOverride: boolean
}
