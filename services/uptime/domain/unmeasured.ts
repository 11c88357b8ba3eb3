import type { UnmeasuredReason } from './health-state.ts'
import type { AccessPointReference } from './uptime.ts'

const RESERVED = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/

/**
 * Why an access point is not measured, whatever its owner has agreed to.
 *
 * @returns null where there is something to knock on
 * @see RFC 2606: names that never lead anywhere; a register holds them where nothing better is known
 */
export function nothingToKnockOn(point: AccessPointReference | null): UnmeasuredReason | null {
  if (point === null || point.url === null) return 'NO_ADDRESS'
  const host = URL.parse(point.url)?.hostname ?? ''
  if (host === '') return 'NO_ADDRESS'
  return RESERVED.test(host) ? 'PLACEHOLDER' : null
}
