/**
 * What the HSUID header tells of a look-up: about whom, by whom, for whom, and from which system.
 *
 * @see HSUID 1.1, http://www.nsi.dk/hsuid/2016/08/hsuid-1.1.xsd
 */
export interface Hsuid {
  readonly issuedAt: Date
  /** A name without space, as the schema wants it. */
  readonly issuer: string
  /** `nsi:CitizenCivilRegistrationNumber`: the one asked about. */
  readonly citizen: string
  readonly user: HsuidUser
  /** `nsi:ConsentOverride`: sets consent aside. */
  readonly consentOverride: boolean
  readonly system: HsuidSystem
}

/** `nsi:UserType` and what goes with it. */
export type HsuidUser = HsuidProfessional | HsuidCitizen

/** `nsi:HealthcareProfessional` */
export interface HsuidProfessional {
  readonly kind: 'professional'
  readonly cpr: string
  /** Null where only the authorisation code is known. */
  readonly responsibleCpr: string | null
  /** Null where whoever is responsible has no authorisation. */
  readonly responsibleAuthorisationCode: string | null
  /** `nsi:OrgUsingID`; null where none was named. */
  readonly organisation: HsuidOrganisation | null
}

/** `nsi:Citizen` */
export interface HsuidCitizen {
  readonly kind: 'citizen'
  readonly cpr: string
  /** `nsi:CitizenUserRelation`, such as `nsi:Citizen` for oneself; null where it is not said. */
  readonly relation: string | null
}

/** An organisation by a code of one of the kinds that the schema knows. */
export interface HsuidOrganisation {
  readonly format: 'nsi:sor' | 'nsi:skskode' | 'nsi:ynumber'
  readonly code: string
}

/** The system that asks. */
export interface HsuidSystem {
  readonly owner: string
  readonly name: string
  readonly version: string
  readonly responsibleOrganisation: string
}

/** `nsi:UserType` of each kind. */
export const USER_TYPES = {
  professional: 'nsi:HealthcareProfessional',
  citizen: 'nsi:Citizen',
} as const
