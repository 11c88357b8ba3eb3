import type { Acting } from './acting.ts'
import type { ServiceName } from './services.ts'

/** What a call shows for itself: an id card of the system or of the person, or an identity token of the citizen. */
export type Credential = 'system-card' | 'user-card' | 'identity-token'

/** How one service of the platform wants to be called, in every environment alike. */
export interface ServiceProfile {
  /** Of the envelope that is sent; null for a service that is plain HTTP. */
  readonly soap: '1.1' | '1.2' | null
  /** What is shown for each kind of asker; null where the service has no answer for that kind. */
  readonly credentials: Readonly<Record<Acting['kind'], Credential | null>>
  /** For whom an identity token has to be issued; null where none is taken. */
  readonly audience: string | null
  /** Whether the HSUID header goes along with a call that concerns somebody. */
  readonly isHsuidSent: boolean
  /** How the decoupling component is asked for it; null for a service that is called directly. */
  readonly dcc: { readonly identifier: string | null } | null
  /** Where it stands under a host of the platform, for profiles that name a host and no more. */
  readonly path: string
}

/** Only the system's own rights count, whoever the work is for. */
const SYSTEM_ONLY = {
  system: 'system-card',
  professional: 'system-card',
  citizen: 'system-card',
} as const

/** Each asks as who it is. */
const AS_ONESELF = {
  system: 'system-card',
  professional: 'user-card',
  citizen: 'identity-token',
} as const

/** People only. */
const PEOPLE = { system: null, professional: 'user-card', citizen: 'identity-token' } as const

const CITIZENS_ONLY = { system: null, professional: null, citizen: 'identity-token' } as const

const audience = (name: string) => `https://audience.nspop.dk/${name}`

/** An exchange checks for itself what it is shown, so no credential goes with it. */
const exchange = (path: string): ServiceProfile => ({
  ...{ soap: '1.1', audience: null, isHsuidSent: false, dcc: null },
  credentials: { system: null, professional: null, citizen: null },
  path: `/sts/services/${path}`,
})

const support = (path: string, more: Partial<ServiceProfile> = {}): ServiceProfile => ({
  ...{ soap: '1.1', credentials: SYSTEM_ONLY, audience: null, isHsuidSent: false },
  ...{ dcc: { identifier: null }, path, ...more },
})

// Two services answer the same IHE actions, so the action alone does not tell them apart.
const sharing = (identifier: string, { path, ...more }: Partial<ServiceProfile>): ServiceProfile =>
  support(path ?? '', {
    ...{ credentials: PEOPLE, audience: audience('dds'), isHsuidSent: true },
    ...{ dcc: { identifier }, ...more },
  })

const nas = (name: string, more: Partial<ServiceProfile> = {}): ServiceProfile =>
  support(`/nas2/${name}`, more)

// It stands where NAS2 said when it was made.
const GIVEN = { dcc: null }

/** Services that stand outside the platform and take its tokens. */
const outside = (path: string, more: Partial<ServiceProfile>): ServiceProfile =>
  support(path, { credentials: PEOPLE, dcc: null, ...more })

/**
 * What is known of each service.
 *
 * Audiences of BTR, FUT, MHD and DDV, and the paths of MinSpærring, the look-up of MinLog2, FUT and MHD are ours: no published
 * page states them.
 */
export const SERVICE_PROFILES: Readonly<Record<ServiceName, ServiceProfile>> = {
  'sts-id-card': exchange('NewSecurityTokenService'),
  'sts-bst2sosi': exchange('BST2SOSI'),
  'sts-bst2idws': exchange('Bst2Idws'),
  'sts-jwt2idws': exchange('JWT2Idws'),
  'dds-registry': sharing('ddsreg', { path: '/ddsregistry' }),
  'dds-repository': sharing('ddsrep', { path: '/ddsrepository', soap: '1.2' }),
  dros: support('/dros/iti41', {
    ...{ soap: '1.2', isHsuidSent: true, dcc: { identifier: 'dros' } },
    credentials: { system: 'system-card', professional: 'user-card', citizen: null },
  }),
  'sfsk-registry': sharing('sfskreg', { path: '/sfsk/iti18', credentials: AS_ONESELF }),
  'sfsk-repository': sharing('sfskrep', { path: '/sfsk/iti43', credentials: AS_ONESELF }),
  minspaerring: support('/minspaerring/verification', { isHsuidSent: true }),
  brs: support('/brs-nsp/service/brs'),
  'minlog-registration': support('/minlog2-registration/20250312/RegisterService'),
  'minlog-lookup': support('/minlog2-lookup/20250312/LookupService', {
    ...{ credentials: PEOPLE, audience: audience('minlog') },
  }),
  'nas-broker': nas('notificationbroker'),
  'nas-subscription-manager': nas('subscriptionmanager', GIVEN),
  'nas-pull-point-factory': nas('pullpointfactory'),
  'nas-pull-point': nas('pullpoint', GIVEN),
  'nas-id-list': nas('idlist'),
  authorisation: support(
    '/stamdata-authorization-lookup-ws/service/AuthorizationCodeService-20240105',
  ),
  cpr: support('/stamdata-cpr-ws/service/DetGodeCPROpslag-1.0.4'),
  btr: support('/btr', { credentials: PEOPLE, audience: audience('btr') }),
  ltr: support('/btr/ltr', { credentials: PEOPLE, audience: audience('btr') }),
  fmk: outside('/idws_xua/fmk_xua_146_E6', { audience: 'https://fmk' }),
  // Its WSDL binds SOAP 1.2 alone.
  ddv: outside('/idws_xua/ddv_xua_140', { audience: 'https://ddv', soap: '1.2' }),
  'fut-measurement': outside('/fut/measurement', {
    ...{ soap: null, credentials: CITIZENS_ONLY, audience: audience('fut') },
  }),
  mhd: outside('/mhd', { soap: null, credentials: CITIZENS_ONLY, audience: audience('mhd') }),
}
