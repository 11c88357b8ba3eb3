import { createHmac } from 'node:crypto'
import type { Secret } from '../secret.ts'

/** A receiver refuses what was signed longer ago than this, so that nobody can send it again. */
export const REPLAY_WINDOW_S = 300

/**
 * The header `fundament-signature` of one attempt: `t=SECONDS,v1=HEX`, where HEX is HMAC-SHA256 over `SECONDS.BODY`.
 *
 * @param seconds since 1970, of the attempt
 * @param secrets one, or two while one takes the other's place: one `v1` for each
 */
export const signatureOf = (
  body: string,
  { seconds, secrets }: { readonly seconds: number; readonly secrets: readonly Secret[] },
): string =>
  [
    `t=${seconds}`,
    ...secrets.map((secret) => {
      const signed = createHmac('sha256', secret.reveal()).update(`${seconds}.${body}`)
      return `v1=${signed.digest('hex')}`
    }),
  ].join(',')
