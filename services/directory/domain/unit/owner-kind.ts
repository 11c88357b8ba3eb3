import type { CodeFact } from '../statement/facts.ts'
import type { Chain } from './unit.ts'

/** Who runs a unit: an authority of one of three kinds, or anybody else. */
export type OwnerKind = 'REGION' | 'MUNICIPALITY' | 'STATE' | 'OTHER'

/** By SNOMED CT code and, for sources that give labels alone, by label; also what SQL compares with. */
export const OWNER_KINDS: ReadonlyMap<string, OwnerKind> = new Map([
  ['550881000005103', 'REGION'],
  ['region', 'REGION'],
  ['547211000005108', 'MUNICIPALITY'],
  ['kommune', 'MUNICIPALITY'],
  ['398070004', 'STATE'],
  ['stat', 'STATE'],
])

/** Tells who runs the first unit of the chain, by the type of its owner. */
export function ownerKindOf(chain: Chain): OwnerKind {
  const top = chain.at(-1)
  return top?.level === 'OWNER' ? kindOf(top.type) : 'OTHER'
}

const kindOf = (type: CodeFact | null): OwnerKind =>
  OWNER_KINDS.get(type?.code ?? '') ??
  OWNER_KINDS.get(type?.display?.toLowerCase() ?? '') ??
  'OTHER'
