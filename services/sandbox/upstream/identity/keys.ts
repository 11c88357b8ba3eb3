import { X509Certificate } from 'node:crypto'
import {
  type CertificateAuthority,
  certificateAuthority,
  type KeyPair,
} from '../../../kit/certificate-authority.ts'
import type { StaffMember } from '../../domain/world/persons.ts'
import { distinguishedName, FOREIGN_AUTHORITY, OCES_AUTHORITY, SYSTEMS } from './subjects.ts'

/** Every certificate of one sandbox with its key, made at start and kept nowhere. */
export interface SandboxKeys {
  /** PEM of the authority that all of the sandbox's own certificates come from; the one to trust. */
  readonly authority: string
  /** Signs id cards and identity tokens. */
  readonly sts: KeyPair
  /** Signs bootstrap tokens and the sign-in's JWTs. */
  readonly identityProvider: KeyPair
  /** Of the system that calls: listed at the STS. */
  readonly hub: SystemKeys
  /** Subjects that the STS lists for its exchanges, as {@link X509Certificate.subject} has them. */
  readonly listed: ReadonlySet<string>
  /** Serial numbers that were taken back, as {@link X509Certificate.serialNumber} has them. */
  readonly revoked: ReadonlySet<string>
  /** Makes the certificate with which a member of staff signs, anew with each call. */
  staff(member: StaffMember & { readonly organisationName: string }): Promise<KeyPair>
  /** Certificates that are to be refused; made with the first call. */
  misfits(): Promise<Misfits>
}

/** A system's certificate, and what stands in it. */
export interface SystemKeys extends KeyPair {
  /** 8 digits. */
  readonly cvr: string
  readonly organisation: string
}

/** Each of these is wrong in one way alone. */
export interface Misfits {
  readonly expired: SystemKeys
  /** Of an authority that nobody here trusts. */
  readonly foreign: SystemKeys
  /** Valid, but taken back: its serial number is in {@link SandboxKeys.revoked}. */
  readonly revoked: SystemKeys
  /** Valid, but its subject is not listed at the STS. */
  readonly unlisted: SystemKeys
}

const DAY_MS = 86_400_000

/**
 * Makes the keys of a sandbox; RSA with 2048 bits, as OCES has them.
 *
 * @param now the certificates are valid from a day before it, for 90 days
 */
export async function sandboxKeys(now: Date = new Date()): Promise<SandboxKeys> {
  const validity = { notBefore: after(now, -1), notAfter: after(now, 90) }
  const authority = await certificateAuthority({ subject: OCES_AUTHORITY, keys: 'rsa' })
  const issue = (subject: string, dates = validity) =>
    authority.issue({ hosts: [], subject, ...dates })
  const [sts, identityProvider, hub] = await Promise.all([
    issue(distinguishedName(SYSTEMS.sts)),
    issue(distinguishedName(SYSTEMS.identityProvider)),
    issue(distinguishedName(SYSTEMS.hub)),
  ])
  const revoked = new Set<string>()
  let misfits: Promise<Misfits> | null = null
  return {
    ...{ authority: authority.certificate, sts, identityProvider },
    hub: { ...hub, ...SYSTEMS.hub },
    listed: new Set([new X509Certificate(hub.certificate).subject]),
    revoked,
    staff: ({ cvr, organisationName: organisation, uuid, givenName, surname }) =>
      issue(distinguishedName({ cvr, organisation, uuid, name: `${givenName} ${surname}` }, 'E')),
    misfits: () => (misfits ??= makeMisfits({ authority, now, revoked })),
  }
}

interface MisfitWish {
  readonly authority: CertificateAuthority
  readonly now: Date
  readonly revoked: Set<string>
}

async function makeMisfits({ authority, now, revoked }: MisfitWish): Promise<Misfits> {
  const stranger = await certificateAuthority({ subject: FOREIGN_AUTHORITY, keys: 'rsa' })
  const { hub, unlisted } = SYSTEMS
  const make = async (by: CertificateAuthority, of: typeof hub | typeof unlisted, days: Days) => {
    const dates = { notBefore: after(now, days[0]), notAfter: after(now, days[1]) }
    const pair = await by.issue({ hosts: [], subject: distinguishedName(of), ...dates })
    return { ...pair, cvr: of.cvr, organisation: of.organisation }
  }
  const [expired, foreign, taken, other] = await Promise.all([
    make(authority, hub, [-30, -2]),
    make(stranger, hub, [-1, 90]),
    make(authority, hub, [-1, 90]),
    make(authority, unlisted, [-1, 90]),
  ])
  revoked.add(new X509Certificate(taken.certificate).serialNumber)
  return { expired, foreign, revoked: taken, unlisted: other }
}

/** First and last day of a validity, counted from now. */
type Days = readonly [number, number]

const after = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS)
