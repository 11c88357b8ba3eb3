import type { Acting, ActingCitizen, ActingProfessional, Regarding } from '../platform/acting.ts'
import type { SystemIdentity } from '../platform/profile.ts'
import type { Hsuid, HsuidCitizen, HsuidProfessional } from './hsuid.ts'

/** What a header is made of. */
export interface HsuidOccasion {
  readonly acting: Acting
  readonly regarding: Regarding
  readonly system: SystemIdentity
  readonly now: Date
}

// The platform's pages name the attribute, and public clients its value for oneself; the other words are ours.
const RELATIONS = {
  PROCURATION: 'nsi:Procuration',
  WARD_CUSTODY: 'nsi:WardCustody',
  PARTLY_WARD_CUSTODY: 'nsi:PartlyWardCustody',
  PARENTAL_CUSTODY: 'nsi:ParentalCustody',
} as const

/** What the header tells of a call; null where no person acts, for it has no word for a system by itself. */
export function hsuidOf({ acting, regarding, system, now }: HsuidOccasion): Hsuid | null {
  if (acting.kind === 'system') return null
  return {
    issuedAt: now,
    issuer: system.systemName.replace(/[^A-Za-z0-9._-]/g, '').replace(/^[^A-Za-z_]+/, '') || 'hub',
    citizen: regarding.cpr,
    user: acting.kind === 'professional' ? professional(acting) : citizen(acting),
    consentOverride: regarding.consentOverride,
    system: {
      owner: system.systemOwner,
      name: system.systemName,
      version: system.systemVersion,
      responsibleOrganisation: system.careProvider,
    },
  }
}

// Whoever is answered for is known by the code alone.
const professional = (acting: ActingProfessional): HsuidProfessional => ({
  kind: 'professional',
  cpr: acting.cpr,
  responsibleCpr: acting.onBehalfOf === null ? acting.cpr : null,
  responsibleAuthorisationCode: acting.onBehalfOf ?? acting.authorisationCode,
  organisation:
    acting.organisation === null ? null : { format: 'nsi:sor', code: acting.organisation },
})

const citizen = ({ cpr, onBehalfOf }: ActingCitizen): HsuidCitizen => ({
  kind: 'citizen',
  cpr,
  relation: onBehalfOf ? RELATIONS[onBehalfOf.by] : 'nsi:Citizen',
})
