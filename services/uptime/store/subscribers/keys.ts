import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../../kit/secret.ts'
import type { SubscriptionKind } from '../../domain/subscriber/subscription.ts'

/** What a token does. */
export type TokenPurpose = 'confirm' | 'end'

const hmac = (key: Secret, text: string): Buffer =>
  createHmac('sha256', key.reveal()).update(`fundament uptime ${text}`).digest()

/** A token for one subscription and one purpose. It is made again whenever it is needed, and kept nowhere. */
export const tokenOf = (key: Secret, purpose: TokenPurpose, id: string): string =>
  `${id}.${hmac(key, `${purpose}:${id}`).toString('base64url')}`

/** @returns the id of the subscription; null where the token is none, or of another purpose */
export function subscriptionOf(key: Secret, purpose: TokenPurpose, token: string): string | null {
  const [id = ''] = token.slice(0, 100).split('.')
  const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(key, purpose, id))]
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

/** Tells one address from another, and to nobody without the key which it is. */
export const addressHash = (key: Secret, kind: SubscriptionKind, address: string): Buffer =>
  hmac(key, `address:${kind}:${address}`)
