import type { Finding } from '../../client/probe/finding.ts'
import type { Probe } from '../../domain/probe.ts'

/** How long an answer about ourselves holds, in milliseconds. */
const HOLDS_MS = 5_000

/**
 * Tells "we are offline" from "they are down": when every reference fails too, it is we who are.
 *
 * @param references none: nobody can tell, and a failure is theirs
 * @param knock asks one reference
 */
export function ownConnection(
  references: readonly Probe[],
  {
    knock,
    now,
  }: { readonly knock: (probe: Probe) => Promise<Finding>; readonly now: () => number },
): () => Promise<'online' | 'offline'> {
  let last: { readonly at: number; readonly state: Promise<'online' | 'offline'> } | null = null
  const ask = async () => {
    const findings = await Promise.all(references.map(knock))
    const isLost = findings.length > 0 && findings.every(({ verdict }) => verdict === 'DOWN')
    return isLost ? 'offline' : 'online'
  }
  return () => {
    if (last === null || now() - last.at > HOLDS_MS) last = { at: now(), state: ask() }
    return last.state
  }
}
