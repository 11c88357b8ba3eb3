import type { MailboxStatement } from './mailbox.ts'

/** The statements that are about one mailbox. */
export interface Pairing {
  readonly network: string | null
  /** SOR's that put the GLN on this network, or on none. */
  readonly sor: readonly MailboxStatement[]
  /** SOR's that say whose the GLN is: those, or of whatever network where SOR does not know this one. */
  readonly owners: readonly MailboxStatement[]
  readonly eer: MailboxStatement | null
}

/**
 * Tells which statements of the two registers about one GLN are about one mailbox.
 *
 * Those of one network belong together. What the endpoint register puts on no network takes SOR's. Where each register
 * knows one mailbox only, they are the same, and the endpoint register names its network. What SOR puts on no network
 * says whose the GLN is, on every network. The rest is known to one register only.
 *
 * @param statements of one GLN, all in force on the day
 */
export function pairStatements(statements: readonly MailboxStatement[]): readonly Pairing[] {
  const eer = bestOfEachNetwork(statements.filter(({ register }) => register === 'eer'))
  const sor = statements.filter(({ register, isOwners }) => register === 'sor' && isOwners)
  const free = Map.groupBy(sor, ({ network }) => network)
  if (eer.length === 0) return sorAlone(free)
  if (eer.length === 1 && free.size === 1) return eer.map((one) => paired(one, sor, sor))
  const taken = new Map(eer.map((one) => [one, take(free, one.network)]))
  for (const one of eer) {
    if (one.network === null && taken.get(one)?.length === 0) taken.set(one, takeFirstNamed(free))
  }
  const everywhere = take(free, null)
  return [
    ...eer.map((one) => {
      const matched = [...(taken.get(one) ?? []), ...everywhere]
      // SOR says whose a GLN is; on a network that it does not know, too.
      return paired(one, matched, matched.length > 0 ? matched : sor)
    }),
    ...sorAlone(free),
  ]
}

const paired = (
  eer: MailboxStatement,
  sor: readonly MailboxStatement[],
  owners: readonly MailboxStatement[],
): Pairing => ({
  network: eer.network ?? sor.find(({ network }) => network !== null)?.network ?? null,
  sor,
  owners,
  eer,
})

const sorAlone = (free: ByNetwork): readonly Pairing[] =>
  [...free].map(([network, sor]) => ({ network, sor, owners: sor, eer: null }))

type ByNetwork = Map<string | null, MailboxStatement[]>

function take(free: ByNetwork, network: string | null): readonly MailboxStatement[] {
  const found = free.get(network) ?? []
  free.delete(network)
  return found
}

function takeFirstNamed(free: ByNetwork): readonly MailboxStatement[] {
  const named = [...free.keys()].filter((network) => network !== null).sort()[0]
  return named === undefined ? [] : take(free, named)
}

function bestOfEachNetwork(statements: readonly MailboxStatement[]): readonly MailboxStatement[] {
  const byRank = statements.toSorted((a, b) => a.rank - b.rank)
  const best = new Map<string | null, MailboxStatement>()
  for (const one of byRank) if (!best.has(one.network)) best.set(one.network, one)
  return [...best.values()]
}
