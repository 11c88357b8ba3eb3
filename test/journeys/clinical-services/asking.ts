import { Secret } from '../../../services/kit/secret.ts'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import { type OpenPlatform, openPlatform } from '../../../services/nsp/platform/open-platform.ts'
import { actingPeople } from '../../../services/record/client/sign-in/acting-people.ts'
import type { Asking } from '../../../services/record/client/source.ts'
import { CITIZENS, STAFF } from '../../../services/sandbox/domain/world/persons.ts'
import { createSandbox, type SandboxService } from '../../../services/sandbox/service.ts'

/** A key of the sandbox's people. */
export type PersonKey = keyof typeof CITIZENS | keyof typeof STAFF

/** The sandbox with a caller before it. */
export interface AskedSandbox extends AsyncDisposable {
  readonly sandbox: SandboxService
  readonly platform: OpenPlatform
  /** Somebody who is signed in, and asks about a citizen. */
  asking(who: PersonKey, about: keyof typeof CITIZENS): Promise<Asking>
}

/** Starts a sandbox, and people who ask it as the record does. */
export async function openAskedSandbox(): Promise<AskedSandbox> {
  await using opening = new AsyncDisposableStack()
  const sandbox = opening.use(await createSandbox())
  const platform = opening.use(openPlatform({ profile: sandbox.profile, tracing: idsOnly }))
  const issuer = sandbox.profile.signIn?.issuer
  if (!issuer) throw new Error('Cannot sign in: the sandbox has no sign-in')
  const people = actingPeople({ issuer })
  const opened = opening.move()
  return {
    ...{ sandbox, platform },
    async asking(who, about) {
      const signal = AbortSignal.timeout(20_000)
      const token = await tokenOf(issuer, who)
      const { cpr } = CITIZENS[about]
      const purpose = who in STAFF ? 'TREATMENT' : who === about ? 'OWN_RECORD' : 'PROXY'
      const nothing = { actingAt: null, onBehalfOf: null, override: null }
      const question = { cpr, purpose, ...nothing } as const
      const given = { token: new Secret(token), claims: claimsOf(token) }
      const acting = await people.actingOf(given, question, signal)
      return { acting, regarding: { cpr, consentOverride: false }, signal }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function tokenOf(issuer: URL, person: PersonKey): Promise<string> {
  const form = {
    grant_type: 'urn:fundament:sandbox:test-person',
    client_id: 'fundament-try',
    person,
  }
  const body = new URLSearchParams(form)
  const response = await fetch(`${issuer.href}/token`, { method: 'POST', body })
  const { access_token: token } = (await response.json()) as { readonly access_token: string }
  return token
}

const claimsOf = (token: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
