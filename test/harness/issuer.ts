import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Issuer } from '../../services/kit/sign-in.ts'

/** Who signs tokens for people that do not exist, with its keys on a port of its own. */
export interface TestIssuer extends AsyncDisposable {
  readonly issuer: Issuer
  /** A signed token; what is given takes the place of what would be right. */
  tokenOf(given?: Partial<TokenWish>): Promise<string>
}

/** What a token says. */
export interface TokenWish {
  readonly iss: string
  readonly aud: string
  readonly sub: string
  /** As `jose` reads it, such as `5m` or `-2m`; null for a token without end. */
  readonly until: string | null
  readonly claims: Readonly<Record<string, unknown>>
  /** Signed by a key that nobody knows. */
  readonly isForged: boolean
}

const AUDIENCE = 'urn:example:record'
const ISSUER = 'http://issuer.example/sign-in'

/** Starts an issuer on loopback. */
export async function startIssuer(): Promise<TestIssuer> {
  const pair = await generateKeyPair('RS256')
  const stranger = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const keys = new URL(`http://127.0.0.1:${port}/jwks`)
  return {
    issuer: { issuer: new URL(ISSUER), audience: AUDIENCE, keys },
    tokenOf: ({ iss = ISSUER, aud = AUDIENCE, sub = '7d3c', until = '5m', ...rest } = {}) => {
      const token = new SignJWT({ ...rest.claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setSubject(sub)
        .setIssuer(iss)
        .setAudience(aud)
        .setIssuedAt()
      if (until !== null) token.setExpirationTime(until)
      return token.sign(rest.isForged ? stranger.privateKey : pair.privateKey)
    },
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}
