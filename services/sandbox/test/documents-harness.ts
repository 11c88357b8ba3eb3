import { Secret } from '../../kit/secret.ts'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import type { Acting, ActingFor } from '../../nsp/platform/acting.ts'
import { openPlatform } from '../../nsp/platform/open-platform.ts'
import type { DocumentKey } from '../../nsp/xds/document-key.ts'
import { type FoundDocuments, queryDocuments } from '../../nsp/xds/query-documents.ts'
import { type DocumentAnswer, retrieveDocument } from '../../nsp/xds/retrieve-document.ts'
import type { FindDocuments } from '../../nsp/xds/stored-query.ts'
import { personOf } from '../domain/world/people.ts'
import { CITIZENS, STAFF } from '../domain/world/persons.ts'
import { SharedDocuments } from '../upstream/documents/catalogue/shared-documents.ts'
import { documentServices } from '../upstream/documents/document-services.ts'
import { identity } from '../upstream/identity/identity.ts'
import { type SandboxKeys, sandboxKeys } from '../upstream/identity/keys.ts'
import { callerOfAccessToken } from '../upstream/mhd/mhd-caller.ts'
import { mhdService } from '../upstream/mhd/mhd-service.ts'
import { bootstrapToken } from '../upstream/sign-in/bootstrap-token.ts'
import { startPlatformServer } from '../wire/start-platform-server.ts'

/** Somebody of the sandbox's world. */
export type Citizen = keyof typeof CITIZENS

/** One look-up in the sandbox. */
export interface Asked {
  readonly as: Acting
  readonly about: Citizen
  /** Default: DDS. */
  readonly sharing?: 'dds' | 'sfsk'
  readonly consentOverride?: boolean
}

/** Plays document sharing with the STS and the sign-in, and asks it as the hub does. */
export async function startDocuments() {
  const keys = await sandboxKeys()
  const now = () => new Date()
  const dds = new SharedDocuments('dds')
  const callerOf = callerOfAccessToken(keys, now)
  const rest = [mhdService({ documents: dds, callerOf, now })]
  const { mount, soap: sts } = identity({ keys, now })
  const soap = [...sts, ...documentServices({ dds, sfsk: new SharedDocuments('sfsk') })]
  const authorities = [keys.authority]
  const server = await startPlatformServer({ soap, rest, authorities, mount, now })
  const { hub } = keys
  const services = Object.fromEntries(soap.map(({ name }) => [name, server.addressOf(name)]))
  const system = {
    ...{ certificate: hub.certificate, key: new Secret(hub.key), cvr: hub.cvr },
    ...{ careProvider: hub.organisation, systemOwner: hub.organisation },
    ...{ systemName: 'Fundament', systemVersion: '1' },
  }
  const profile = { name: 'sandbox', services, dcc: null, authorities, system, signIn: null }
  const platform = openPlatform({ profile, tracing: idsOnly })
  const of = ({ as, about, consentOverride = false }: Asked) => ({
    ...{ acting: as, regarding: { cpr: CITIZENS[about].cpr, consentOverride } },
  })
  return {
    ...{ keys, server, platform, of },
    staff: (key: keyof typeof STAFF): Acting => professional(keys, key),
    citizen: async (key: Citizen, onBehalfOf: ActingFor | null = null): Promise<Acting> => ({
      ...{ kind: 'citizen', cpr: CITIZENS[key].cpr, onBehalfOf },
      jwt: new Secret(await accessToken(server.url, key)),
    }),
    accessToken: (key: string) => accessToken(server.url, key),
    find: (asked: Asked, query: Omit<FindDocuments, 'cpr'> = {}): Promise<FoundDocuments> =>
      queryDocuments(platform, {
        ...of(asked),
        ...{ registry: `${asked.sharing ?? 'dds'}-registry`, query: { kind: 'find', ...query } },
      }),
    fetch: (asked: Asked, document: DocumentKey): Promise<DocumentAnswer> =>
      retrieveDocument(platform, {
        ...of(asked),
        ...{ repository: `${asked.sharing ?? 'dds'}-repository`, document },
      }),
    [Symbol.asyncDispose]: async () => {
      await platform[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

function professional(keys: SandboxKeys, key: keyof typeof STAFF): Acting {
  const signedIn = personOf(key)
  if (!signedIn) throw new Error('no such person')
  const { cpr, authorisationCode, role, organisation } = STAFF[key]
  const holder = keys.hub.certificate
  const token = bootstrapToken({
    ...{ signedIn, holder, signingKey: keys.identityProvider, now: new Date() },
  })
  return {
    kind: 'professional',
    ...{ cpr, authorisationCode, role, organisation, onBehalfOf: null },
    bootstrapToken: new Secret(token.toString()),
    accessToken: new Secret('none'),
  }
}

async function accessToken(base: URL, person: string): Promise<string> {
  const response = await fetch(new URL('/sign-in/token', base), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  return ((await response.json()) as { readonly access_token: string }).access_token
}
