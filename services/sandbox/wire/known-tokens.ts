import { createHash } from 'node:crypto'
import { XMLSerializer } from '@xmldom/xmldom'
import { LRUCache } from 'lru-cache'
import {
  type VerifiedIdentityToken,
  verifyIdentityToken,
} from '../../nsp/idws/identity-token-verify.ts'
import { CLOCK_SKEW_MS } from '../../nsp/signature/authorities.ts'
import { checkUnique, idOf } from '../../nsp/signature/ids.ts'

const KEPT_MS = 60_000
const MOST_KEPT = 500

/**
 * Verifies identity tokens, each of them once a minute for each audience at most. What depends on the message and on the time is looked at
 * every time: no other element of it may bear the token's id, and the token may have run out since.
 */
export function knownTokens(): typeof verifyIdentityToken {
  const known = new LRUCache<string, VerifiedIdentityToken>({ max: MOST_KEPT, ttl: KEPT_MS })
  return (element, trust) => {
    const text = new XMLSerializer().serializeToString(element)
    const key = createHash('sha256').update(`${trust.audience}\n${text}`).digest('base64')
    const held = known.get(key)
    const endMs = (held?.token.notOnOrAfter.getTime() ?? 0) + CLOCK_SKEW_MS
    if (held && trust.now.getTime() < endMs) {
      checkUnique(new Set([idOf(element)]), element)
      return held
    }
    const verified = verifyIdentityToken(element, trust)
    known.set(key, verified)
    return verified
  }
}
