import type { OpenPlatform } from '../../services/nsp/platform/open-platform.ts'
import type { Issued } from '../../services/nsp/sts/token-cache.ts'
import type { People } from './people.ts'
import { Differs } from './verdict.ts'

/** The exchanges of the STS. */
export type ExchangeName = 'sts-id-card' | 'sts-bst2sosi' | 'sts-bst2idws' | 'sts-jwt2idws'

/** Tells the name of an exchange. */
export const isExchange = (name: string): name is ExchangeName => name.startsWith('sts-')

const AUDIENCE = 'https://audience.nspop.dk/dds'
const MINUTE_MS = 60_000

/** Asks for a card or a token. @throws {Differs} for one whose time is not that of its kind */
export async function tryExchange(
  name: ExchangeName,
  { exchanges }: OpenPlatform,
  { people, signal }: { readonly people: People; readonly signal: AbortSignal },
): Promise<string> {
  const { professional, citizen } = people
  switch (name) {
    case 'sts-id-card':
      return `id card of level 3, ${forTime(await exchanges.systemCard(signal), 24 * 60)}`
    case 'sts-bst2sosi':
      return `id card of level 4, ${forTime(await exchanges.userCard(professional, signal), 24 * 60)}`
    case 'sts-jwt2idws':
      return token(exchanges.identityToken({ acting: citizen, audience: AUDIENCE }, signal))
    case 'sts-bst2idws': {
      const bootstrapToken = people.citizenBootstrap
      const acting = { cpr: citizen.cpr, onBehalfOf: null, bootstrapToken }
      return token(exchanges.identityToken({ acting, audience: AUDIENCE }, signal))
    }
  }
}

const token = async (issued: Promise<Issued<unknown>>): Promise<string> =>
  `identity token, ${forTime(await issued, 60)}`

function forTime({ endsAt }: Issued<unknown>, most: number): string {
  const minutes = Math.round((endsAt.getTime() - Date.now()) / MINUTE_MS)
  // Two clocks may be five minutes apart.
  if (minutes < 1 || minutes > most + 5) throw new Differs(`it is in force for ${minutes} minutes`)
  return `in force for ${minutes} minutes`
}
