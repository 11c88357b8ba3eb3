import { Secret } from '../../kit/secret.ts'
import { personOf } from '../../sandbox/domain/world/people.ts'
import { identity } from '../../sandbox/upstream/identity/identity.ts'
import { sandboxKeys } from '../../sandbox/upstream/identity/keys.ts'
import { bootstrapToken } from '../../sandbox/upstream/sign-in/bootstrap-token.ts'
import { FaultAnswer } from '../../sandbox/wire/fault-answer.ts'
import type {
  ReceivedCall,
  SoapSecurity,
  SoapServicePlan,
} from '../../sandbox/wire/soap-service.ts'
import {
  type PlatformServer,
  startPlatformServer,
} from '../../sandbox/wire/start-platform-server.ts'
import type { PlatformProfile } from '../platform/profile.ts'
import { SERVICE_PROFILES } from '../platform/service-profiles.ts'
import type { ServiceName } from '../platform/services.ts'
import { xml } from '../xml/template.ts'

/** What the services of the echo platform are called with. */
export const ECHO_ACTION = 'urn:example:echo'
/** Namespace of its messages. */
export const ECHO_NS = 'urn:example:echo'

/** The STS of the sandbox beside services that say back who asked them. */
export interface EchoPlatform extends AsyncDisposable {
  readonly server: PlatformServer
  readonly profile: PlatformProfile
  readonly cvr: string
  /** Of the platform and of whoever asks it. */
  readonly clock: { ms: number }
  /** The next so many calls are told that their card has run out. */
  expire(calls: number): void
  bootstrapOf(person: string): Secret
  jwtOf(person: string): Promise<Secret>
}

const ECHOES: readonly (readonly [ServiceName, SoapSecurity])[] = [
  ['sfsk-registry', 'any'],
  ['minspaerring', 'system-or-user'],
  ['btr', 'user-or-citizen'],
]

/** Starts it on a free port. */
export async function startEchoPlatform(): Promise<EchoPlatform> {
  const keys = await sandboxKeys()
  const clock = { ms: Date.now() }
  const now = () => new Date(clock.ms)
  const expiring = { calls: 0 }
  const { soap, mount } = identity({ keys, now })
  const plans = [...soap, ...ECHOES.map(([name, security]) => echo(name, security, expiring))]
  const authorities = [keys.authority]
  const server = await startPlatformServer({ soap: plans, authorities, mount, now })
  const { hub } = keys
  return {
    ...{ server, clock, cvr: hub.cvr },
    profile: {
      ...{ name: 'echo', dcc: null, authorities, signIn: null },
      services: Object.fromEntries(plans.map(({ name }) => [name, server.addressOf(name)])),
      system: {
        ...{ certificate: hub.certificate, key: new Secret(hub.key), cvr: hub.cvr },
        ...{ careProvider: hub.organisation, systemOwner: hub.organisation },
        ...{ systemName: 'Fundament', systemVersion: '1' },
      },
    },
    expire: (calls) => {
      expiring.calls = calls
    },
    bootstrapOf: (person) => {
      const signedIn = personOf(person)
      if (!signedIn) throw new RangeError(`Cannot sign in "${person}": there is none`)
      const wish = { signedIn, holder: hub.certificate, signingKey: keys.identityProvider }
      return new Secret(bootstrapToken({ ...wish, now: now() }).toString())
    },
    jwtOf: (person) => jwtOf(server.url, person),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const echo = (
  name: ServiceName,
  security: SoapSecurity,
  expiring: { calls: number },
): SoapServicePlan => ({
  ...{ name, security, path: SERVICE_PROFILES[name].path, versions: ['1.1'] },
  ...{ identifier: SERVICE_PROFILES[name].dcc?.identifier ?? null, needsHsuid: false },
  operations: [
    {
      action: ECHO_ACTION,
      request: { ns: ECHO_NS, name: 'Echo' },
      answer: (call) => {
        if (expiring.calls > 0) {
          expiring.calls -= 1
          throw new FaultAnswer('expired_idcard', 'The id card has run out')
        }
        return { body: xml`<Heard xmlns="${ECHO_NS}">${JSON.stringify(told(call))}</Heard>` }
      },
    },
  ],
})

const told = ({ caller, hsuid, envelope, attachments }: ReceivedCall) => ({
  ...caller,
  hsuid: hsuid && Object.fromEntries(hsuid),
  own: envelope.getElementsByTagNameNS('urn:example:own', 'Point').item(0)?.textContent ?? null,
  attached: [...attachments.values()].map((bytes) => bytes.toString()).join(),
})

async function jwtOf(base: URL, person: string): Promise<Secret> {
  const response = await fetch(new URL('/sign-in/token', base), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  return new Secret(String(Object(await response.json()).access_token))
}
