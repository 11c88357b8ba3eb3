import type { LookupFunction } from 'node:net'
import { isKnownError } from '../errors.ts'
import { type AllowedInside, guardedLookup, isAllowedHost, wrongTarget } from '../http/outward.ts'
import { WebhookUrlRefused } from './errors.ts'

const MOST_CHARACTERS = 2_000

/**
 * Looks whether an address may be told at, its name resolved; each delivery looks again.
 *
 * @param lookup resolves names; the system's own where it is left out
 * @returns as it is kept, without a fragment
 * @throws {WebhookUrlRefused} where it may not
 */
export async function checkTarget(
  text: string,
  {
    allowed,
    lookup,
  }: { readonly allowed: AllowedInside; readonly lookup?: LookupFunction | undefined },
): Promise<string> {
  const url = text.length > MOST_CHARACTERS ? null : URL.parse(text)
  if (url === null) throw new WebhookUrlRefused('it is no URL')
  const wrong = wrongTarget(url, allowed)
  if (wrong !== null) throw new WebhookUrlRefused(wrong)
  url.hash = ''
  if (isAllowedHost(url, allowed) || isAddress(url)) return url.href
  await new Promise<void>((resolve, reject) => {
    guardedLookup(allowed.networks, lookup)(url.hostname, { all: true }, (error) => {
      if (!error) return resolve()
      const state = isKnownError(error) ? 'points inside' : 'cannot be resolved'
      reject(new WebhookUrlRefused(`its host "${url.hostname}" ${state}`, { cause: error }))
    })
  })
  return url.href
}

// Looked at already, and nothing to resolve.
const isAddress = ({ hostname }: URL): boolean => /^\[|^\d+(\.\d+){3}$/.test(hostname)
