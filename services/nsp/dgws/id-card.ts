/**
 * A SOSI id card: who asks, as the STS vouches for it, or as a system says of itself when it asks the STS to.
 *
 * @see Den Gode Webservice 1.0.1, SOSI id card
 */
export type IdCard = SystemIdCard | UserIdCard

/** Of a system, at level 3. */
export interface SystemIdCard extends IdCardFacts {
  readonly kind: 'system'
}

/** Of a member of staff, at level 4. */
export interface UserIdCard extends IdCardFacts {
  readonly kind: 'user'
  readonly user: IdCardUser
}

/** What every id card says. */
export interface IdCardFacts {
  /** `sosi:IDCardID`; no two cards have the same. */
  readonly id: string
  /** `sosi:IDCardVersion`: 1.0.1, or 1.0 of old. */
  readonly version: string
  /** Who made it: the system itself, or the STS. */
  readonly issuer: string
  readonly subject: IdCardSubject
  readonly issuedAt: Date
  readonly notBefore: Date
  readonly notOnOrAfter: Date
  readonly level: IdCardLevel
  /** `sosi:OCESCertHash` of the holder's certificate, base64 of SHA-1 or SHA-256; null below level 3. */
  readonly certificateHash: string | null
  readonly system: IdCardSystem
}

/** 1 none, 2 user name, 3 a system's certificate, 4 a person's; 5 is in the schema alone. */
export type IdCardLevel = 1 | 2 | 3 | 4 | 5

/** `saml:NameID` */
export interface IdCardSubject {
  /** Such as `medcom:cprnumber`, `medcom:cvrnumber`, `medcom:itsystemname`; `medcom:other` from the STS. */
  readonly format: string
  readonly name: string
}

/** The statement `SystemLog`. */
export interface IdCardSystem {
  /** `medcom:ITSystemName` */
  readonly name: string
  /** `medcom:CareProviderID` */
  readonly careProviderId: string
  /** What kind of id that is, such as `medcom:cvrnumber`. */
  readonly careProviderIdFormat: string
  /** `medcom:CareProviderName` */
  readonly careProvider: string
}

/** The statement `UserLog`. */
export interface IdCardUser {
  readonly cpr: string
  readonly givenName: string
  readonly surname: string
  readonly email: string | null
  /** Education code such as 7170, or a national role. */
  readonly role: string | null
  /** 5 characters; null for staff without authorisation. */
  readonly authorisationCode: string | null
  readonly occupation: string | null
}

/** `id` of the assertion: the same in every card. */
export const ID_CARD_ID = 'IDCard'

/** `id` of the signature in it. */
export const ID_CARD_SIGNATURE_ID = 'OCESSignature'
