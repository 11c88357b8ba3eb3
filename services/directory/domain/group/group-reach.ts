import { effectiveAddresses } from '../unit/inheritance.ts'
import { ownerKindOf } from '../unit/owner-kind.ts'
import type { Chain, Unit } from '../unit/unit.ts'
import type { GroupMember } from './group.ts'

/** Whom a group takes in by its members: units with all below them, and municipalities with what lies in them. */
export interface GroupReach {
  readonly sorIds: ReadonlySet<string>
  readonly municipalities: ReadonlySet<string>
}

/** Where a unit stands, as far as groups ask. */
export interface UnitPlace {
  /** The unit itself and all above it. */
  readonly lineage: readonly string[]
  /** The municipality that counts for it; null where none does. */
  readonly municipality: string | null
}

/**
 * A region takes part in every group of it, so that its membership takes no unit in. Every other member takes in what is
 * below it, and a municipality also what lies in it.
 */
export function reachOf(members: readonly GroupMember[]): GroupReach {
  const takingIn = members.filter(({ role }) => role !== 'REGION')
  return {
    sorIds: new Set(takingIn.flatMap(({ sorId }) => sorId ?? [])),
    municipalities: new Set(takingIn.flatMap(({ municipality }) => municipality ?? [])),
  }
}

/**
 * The municipality that counts for a unit depends on who runs it. A hospital of a region, or what the state runs, serves the
 * groups that name it or a unit above it, wherever it stands: none. What a municipality runs belongs to that
 * municipality, also outside its borders: the one of its owner's own address. Practices, pharmacies and all else belong
 * where they work: activity address, else visiting, else postal, inherited as addresses are.
 */
export function placeOf(chain: Chain): UnitPlace {
  const lineage = chain.map(({ sorId }) => sorId)
  switch (ownerKindOf(chain)) {
    case 'REGION':
    case 'STATE':
      return { lineage, municipality: null }
    case 'MUNICIPALITY':
      return { lineage, municipality: ownMunicipality(chain.at(-1) ?? chain[0]) }
    case 'OTHER':
      return { lineage, municipality: workMunicipality(chain) }
  }
}

/** The municipality of a unit's own address: postal, else visiting. */
export const ownMunicipality = ({ postal, visiting }: Unit): string | null =>
  postal?.municipality ?? visiting?.municipality ?? null

function workMunicipality(chain: Chain): string | null {
  const byUse = new Map(effectiveAddresses(chain).map(({ use, block }) => [use, block]))
  const block = byUse.get('ACTIVITY') ?? byUse.get('VISITING') ?? byUse.get('POSTAL')
  return block?.municipality ?? null
}

/**
 * The rule of `Organisation.clusters` and of the filter by cluster: a unit is in a group when the group's members name it
 * or a unit above it, or the municipality that counts for it.
 */
export const isWithin = ({ lineage, municipality }: UnitPlace, reach: GroupReach): boolean =>
  lineage.some((sorId) => reach.sorIds.has(sorId)) ||
  (municipality !== null && reach.municipalities.has(municipality))
