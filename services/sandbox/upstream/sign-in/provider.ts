import { createPrivateKey } from 'node:crypto'
import Provider, { type Configuration, errors, type JWK } from 'oidc-provider'
import { personOf, personWithUuid } from '../../domain/world/people.ts'
import { MemoryAdapter } from './memory-adapter.ts'
import { RECORD_AUDIENCE, tokenClaims } from './token-claims.ts'

/** The grant with which anyone becomes one of the people of the sandbox. */
export const TEST_PERSON_GRANT = 'urn:fundament:sandbox:test-person'
/** The one client that the provider knows. */
export const CLIENT_ID = 'fundament-try'

/** How long an access token is in force. */
export const ACCESS_TOKEN_SECONDS = 1_800

/**
 * Makes the OpenID provider of the sandbox.
 *
 * @param key PEM of the key that signs
 * @param userinfo where what it says of people is had; ours, for its own does not take the tokens that we give out
 */
export function openIdProvider(parts: {
  readonly issuer: URL
  readonly key: string
  readonly userinfo: URL
}): Provider {
  const { issuer, key, userinfo } = parts
  const provider = new Provider(issuer.href.replace(/\/$/, ''), configuration(key, userinfo))
  provider.registerGrantType<{ person?: string }>(
    TEST_PERSON_GRANT,
    async (context) => {
      const { person: wanted } = context.oidc.params
      const signedIn = wanted ? personOf(wanted) : null
      if (!signedIn) throw new errors.InvalidGrant('no such person in the sandbox')
      const token = new provider.AccessToken({
        ...{ client: context.oidc.client, accountId: signedIn.person.uuid, scope: 'openid' },
        ...{ grantId: signedIn.person.uuid, gty: TEST_PERSON_GRANT },
      })
      token.resourceServer = new provider.ResourceServer(RECORD_AUDIENCE, RECORD)
      const access_token = await token.save()
      context.body = { access_token, expires_in: ACCESS_TOKEN_SECONDS, token_type: 'Bearer' }
    },
    ['person'],
  )
  return provider
}

const RECORD = {
  scope: 'openid',
  audience: RECORD_AUDIENCE,
  accessTokenTTL: ACCESS_TOKEN_SECONDS,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'RS256' } },
} as const

const configuration = (key: string, userinfo: URL): Configuration => ({
  adapter: MemoryAdapter,
  clients: [
    {
      ...{ client_id: CLIENT_ID, token_endpoint_auth_method: 'none' },
      ...{ grant_types: [TEST_PERSON_GRANT], response_types: [], redirect_uris: [] },
    },
  ],
  // Nobody keeps these: what they sign ends with the process.
  cookies: { keys: ['of a sandbox'] },
  discovery: { userinfo_endpoint: userinfo.href },
  extraTokenClaims: (_context, token) => {
    const signedIn = 'accountId' in token ? personWithUuid(token.accountId) : null
    return signedIn ? tokenClaims(signedIn) : {}
  },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: { enabled: true, getResourceServerInfo: () => RECORD },
    rpInitiatedLogout: { enabled: false },
  },
  jwks: { keys: [{ ...privateJwk(key), use: 'sig', alg: 'RS256' }] },
  ttl: { AccessToken: ACCESS_TOKEN_SECONDS },
})

const privateJwk = (pem: string): JWK => createPrivateKey(pem).export({ format: 'jwk' }) as JWK
