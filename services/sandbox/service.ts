import { Secret } from '../kit/secret.ts'
import type { PlatformProfile } from '../nsp/platform/profile.ts'
import { CONSENT_SERVICE } from './upstream/consent/consent-service.ts'
import { DDV_SERVICE } from './upstream/ddv/ddv-service.ts'
import { SharedDocuments } from './upstream/documents/catalogue/shared-documents.ts'
import { documentServices } from './upstream/documents/document-services.ts'
import { FMK_SERVICE } from './upstream/fmk/fmk-service.ts'
import { futService } from './upstream/fut/fut-service.ts'
import { identity } from './upstream/identity/identity.ts'
import { type SandboxKeys, sandboxKeys } from './upstream/identity/keys.ts'
import { callerOfAccessToken } from './upstream/mhd/mhd-caller.ts'
import { mhdService } from './upstream/mhd/mhd-service.ts'
import { AccessLog } from './upstream/minlog/access-log.ts'
import { minlogServices } from './upstream/minlog/minlog-services.ts'
import { nasServices } from './upstream/nas/nas-services.ts'
import { Notifications } from './upstream/nas/notifications.ts'
import { NAS_TOPICS } from './upstream/nas/topics.ts'
import { TRY_CHANGE_PATH, tryChange } from './upstream/nas/try-change.ts'
import { FollowUps } from './upstream/relation/follow-ups.ts'
import { relationService } from './upstream/relation/relation-service.ts'
import { SIGN_IN_PATH } from './upstream/sign-in/sign-in.ts'
import { RECORD_AUDIENCE } from './upstream/sign-in/token-claims.ts'
import { stamdataServices } from './upstream/stamdata/stamdata.ts'
import { startVendors, type Vendors } from './upstream/vendor/vendors.ts'
import { BTR_SERVICE, LTR_SERVICE } from './upstream/wills/will-service.ts'
import type { Modes } from './wire/modes.ts'
import type { RestServicePlan } from './wire/rest-service.ts'
import type { SoapServicePlan } from './wire/soap-service.ts'
import { type PlatformServer, startPlatformServer } from './wire/start-platform-server.ts'

/** What the hub points at, played on loopback. */
export interface SandboxService extends AsyncDisposable {
  readonly vendors: Vendors
  /** Root of the platform that is played. */
  readonly url: URL
  /** Where its services are, whom to trust, and who its caller is to it. */
  readonly profile: PlatformProfile
  /** How its services behave; well until told otherwise. */
  readonly modes: Modes
}

/** How the sandbox is played. */
export interface SandboxOptions {
  /** Of the platform; default 0, any that is free. */
  readonly port?: number
  /** Default: the machine's clock. */
  readonly now?: () => Date
}

/** Starts everything that the sandbox plays; nothing of it is listened to from outside this machine. */
export async function createSandbox({
  port = 0,
  now = () => new Date(),
}: SandboxOptions = {}): Promise<SandboxService> {
  await using starting = new AsyncDisposableStack()
  const [vendors, keys] = await Promise.all([startVendors(now), sandboxKeys(now())])
  starting.use(vendors)
  const { mount, ...vouching } = identity({ keys, now })
  const notifications = new Notifications(NAS_TOPICS)
  const { rest, ...services } = played(keys, now)
  const soap = [...vouching.soap, ...services.soap, ...supporting(notifications)]
  const trying = { path: TRY_CHANGE_PATH, handler: tryChange(notifications, now) }
  const platform = starting.use(
    await startPlatformServer({
      ...{ soap, rest, now, port, authorities: [keys.authority] },
      mount: async (url) => [...(await mount(url)), trying],
    }),
  )
  const started = starting.move()
  return {
    ...{ vendors, url: platform.url, modes: platform.modes },
    profile: profileOf(platform, [...soap, ...rest], keys),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

/** What supports the others: notifications, log, consent and treatment relations. */
const supporting = (notifications: Notifications): readonly SoapServicePlan[] => [
  ...nasServices(notifications),
  ...minlogServices(new AccessLog()),
  CONSENT_SERVICE,
  relationService(new FollowUps()),
]

interface Played {
  readonly soap: readonly SoapServicePlan[]
  readonly rest: readonly RestServicePlan[]
}

function played(keys: SandboxKeys, now: () => Date): Played {
  const dds = new SharedDocuments('dds')
  const documents = documentServices({ dds, sfsk: new SharedDocuments('sfsk') })
  const callerOf = callerOfAccessToken(keys, now)
  return {
    soap: [
      ...documents,
      ...stamdataServices(keys),
      BTR_SERVICE,
      LTR_SERVICE,
      FMK_SERVICE,
      DDV_SERVICE,
    ],
    rest: [mhdService({ documents: dds, callerOf, now }), futService({ callerOf, now })],
  }
}

const profileOf = (
  { url, dcc, addressOf }: PlatformServer,
  plans: readonly (SoapServicePlan | RestServicePlan)[],
  { hub, authority }: SandboxKeys,
): PlatformProfile => ({
  name: 'sandbox',
  services: Object.fromEntries(plans.map(({ name }) => [name, addressOf(name)])),
  dcc,
  authorities: [authority],
  system: {
    ...{ certificate: hub.certificate, key: new Secret(hub.key), cvr: hub.cvr },
    ...{ careProvider: hub.organisation, systemOwner: hub.organisation },
    ...{ systemName: 'Fundament', systemVersion: '1' },
  },
  signIn: { issuer: new URL(SIGN_IN_PATH, url), audience: RECORD_AUDIENCE },
})
