import { Secret } from '../../../kit/secret.ts'
import { SignInNotExchanged } from '../../errors/sign-in.ts'

/** The claim of the sign-in's user info that holds a bootstrap token, in base64. */
export const BOOTSTRAP_TOKEN_CLAIM = 'https://data.gov.dk/model/core/eid/bootstrapToken'

const MAX_BYTES = 1_048_576

/** Asks an OpenID provider what it knows of a person beside the token. */
export interface UserInfo {
  /**
   * The bootstrap token of a person, as XML.
   *
   * @throws {SignInNotExchanged} where there is none, or the provider cannot be asked
   */
  bootstrapToken(accessToken: Secret, signal: AbortSignal): Promise<Secret>
}

/** @param issuer of the tokens; it says itself where its user info is */
export function userInfoOf(issuer: URL): UserInfo {
  let endpoint: URL | null = null
  return {
    bootstrapToken: async (accessToken, signal) => {
      try {
        endpoint ??= await discovered(issuer, signal)
        const authorization = `Bearer ${accessToken.reveal()}`
        const claims = await jsonFrom(endpoint, { signal, headers: { authorization } })
        return tokenFrom(claims[BOOTSTRAP_TOKEN_CLAIM])
      } catch (cause) {
        if (signal.aborted || cause instanceof SignInNotExchanged) throw cause
        throw new SignInNotExchanged('the sign-in cannot be asked', { cause })
      }
    },
  }
}

async function discovered(issuer: URL, signal: AbortSignal): Promise<URL> {
  const known = new URL(`${issuer.href.replace(/\/$/, '')}/.well-known/openid-configuration`)
  const { userinfo_endpoint: found } = await jsonFrom(known, { signal })
  const url = typeof found === 'string' ? URL.parse(found) : null
  // The token goes there: to nobody on the way, and to nobody else.
  if (url && (url.protocol === 'https:' || url.origin === issuer.origin)) return url
  throw new SignInNotExchanged('the sign-in does not say where its user info is')
}

async function jsonFrom(url: URL, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, { ...init, redirect: 'error' })
  if (!response.ok) {
    await response.body?.cancel()
    throw new SignInNotExchanged(`the sign-in answered with HTTP status ${response.status}`)
  }
  const json: unknown = JSON.parse(await textOf(response))
  if (typeof json === 'object' && json !== null) return json as Readonly<Record<string, unknown>>
  throw new SignInNotExchanged('the sign-in answered with no object')
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > MAX_BYTES) throw new SignInNotExchanged('the answer of the sign-in is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function tokenFrom(claim: unknown): Secret {
  const text = typeof claim === 'string' ? Buffer.from(claim, 'base64').toString('utf8').trim() : ''
  if (!text.startsWith('<')) throw new SignInNotExchanged('it comes with no bootstrap token')
  return new Secret(text)
}
