import { ConfigError } from '../../kit/config.ts'
import type { PlatformProfile } from '../../nsp/platform/profile.ts'

/**
 * Makes sure that nothing but the sandbox of this process is asked about a citizen.
 *
 * @throws {ConfigError} naming each address that lies elsewhere, by what it is of
 */
export function requireSandbox(
  { name, services, dcc, signIn }: PlatformProfile,
  sandbox: URL,
): void {
  const addresses = [
    ...Object.entries(services),
    ['the decoupling component', dcc] as const,
    ['the sign-in', signIn?.issuer ?? null] as const,
  ]
  const elsewhere = addresses.filter(([, url]) => url && url.origin !== sandbox.origin)
  if (elsewhere.length === 0) return
  const places = elsewhere.map(([of, url]) => `${of} at ${url?.origin}`).join(', ')
  throw new ConfigError([
    `PLATFORM_PROFILE must name the sandbox of this process only, "${name}" has ${places}`,
  ])
}
