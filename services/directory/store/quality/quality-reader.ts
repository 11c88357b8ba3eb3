import type { Kysely } from 'kysely'
import type { TakeTurn } from '../../../kit/turns.ts'
import type { ViewedDirectory } from '../../domain/directory.ts'
import {
  FINDING_RULES,
  type FindingCount,
  type FindingRequest,
} from '../../domain/quality/finding.ts'
import type { SightMemory } from '../reading/memory.ts'
import type { Sight } from '../reading/sight.ts'
import type { UnitReader } from '../reading/unit-reader.ts'
import type { Tables } from '../tables.ts'
import { type FindingRows, findingCounts, findingPage } from './finding-page.ts'
import { type FindingRow, type FindingScope, toFinding } from './findings.ts'

/** How findings are looked for. */
export interface QualitySettings {
  /** A certificate that ends within so many days is a finding. */
  readonly certificateWarningDays: number
  /** A look at the whole register takes seconds: one at a time leaves the connections to the others. */
  readonly takeTurn: TakeTurn
}

/** For those who look alone. */
export const UNHURRIED: QualitySettings = {
  certificateWarningDays: 30,
  takeTurn: (work) => work(),
}

/** Findings, read only when they are asked for. */
export type QualityReader = Pick<ViewedDirectory, 'findings' | 'findingCounts'>

interface Reading {
  readonly units: UnitReader
  readonly memory: SightMemory | null
  readonly settings: QualitySettings
}

/** Findings of one sight; pages and counts of the latest revision are kept. */
export function qualityReader(
  db: Kysely<Tables>,
  sight: Sight,
  { units, memory, settings }: Reading,
): QualityReader {
  const scopeOf = ({ rule, owner }: FindingRequest): FindingScope => ({
    rules: rule === null ? FINDING_RULES : [rule],
    owner,
    certificateWarningDays: settings.certificateWarningDays,
  })
  const topOf = async ({ unit_id }: FindingRow) => {
    const unit = unit_id === null ? null : await units.unit(unit_id)
    return unit && ((await units.chain(unit)).at(-1) ?? unit)
  }
  return {
    findings: async (asked) => {
      const { rows, hasMore } = await inTurn<FindingRows>(
        { name: JSON.stringify(asked), kept: memory?.findingPages, takeTurn: settings.takeTurn },
        () => findingPage(db, sight, { ...scopeOf(asked), ...asked }),
      )
      const tops = await Promise.all(rows.map(topOf))
      return { findings: rows.map((row, place) => toFinding(row, tops[place] ?? null)), hasMore }
    },
    findingCounts: async (asked) =>
      inTurn<readonly FindingCount[]>(
        { name: JSON.stringify(asked), kept: memory?.findingCounts, takeTurn: settings.takeTurn },
        () => findingCounts(db, sight, scopeOf(asked)),
      ),
  }
}

interface Turn<V> {
  readonly name: string
  readonly kept: { get(name: string): V | undefined; set(name: string, value: V): void } | undefined
  readonly takeTurn: TakeTurn
}

// Whoever waited may find that the one before has asked the same.
const inTurn = <V>({ name, kept, takeTurn }: Turn<V>, read: () => Promise<V>): Promise<V> =>
  takeTurn(async () => {
    const known = kept?.get(name)
    if (known) return known
    const found = await read()
    kept?.set(name, found)
    return found
  })
