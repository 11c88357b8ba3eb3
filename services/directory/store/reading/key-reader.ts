import type { Kysely } from 'kysely'
import type { OrganisationKey } from '../../domain/identifier/organisation-key.ts'
import {
  chooseUnit,
  type KeyCandidate,
  type KeyChoice,
  unitsNamedBy,
} from '../../domain/unit/key-choice.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { Tables } from '../tables.ts'
import { type CandidateId, candidatesKey, keyCandidates } from './key-candidates.ts'
import { batched, remembered } from './loader.ts'
import type { MailboxReader } from './mailbox-reader.ts'
import type { SightMemory } from './memory.ts'
import type { Read } from './read-together.ts'
import type { Sight } from './sight.ts'
import type { UnitReader } from './unit-reader.ts'

/** Tells what keys mean. */
export interface KeyReader {
  choose(key: OrganisationKey): Promise<KeyChoice>
  /** @returns every unit that goes by the key, where `choose` takes one */
  named(key: OrganisationKey): Promise<readonly Unit[]>
}

/** Keys of one sight, read once for as long as the reader lives. */
export function keyReader(
  db: Kysely<Tables>,
  sight: Sight,
  read: {
    readonly units: UnitReader
    readonly mailboxes: MailboxReader
    readonly memory: SightMemory | null
  },
): KeyReader {
  const readNamed: Read<readonly CandidateId[]> = async (texts) => {
    const keys = texts.map((text): OrganisationKey => JSON.parse(text))
    const found = await keyCandidates(db, sight, keys)
    return new Map(
      keys.map((key, place) => [texts[place] ?? '', found.get(candidatesKey(key)) ?? []]),
    )
  }
  const named = batched(remembered(readNamed, [], read.memory?.candidates), [])
  const candidate = async ({ sorId, isMapped }: CandidateId): Promise<KeyCandidate | null> => {
    const unit = await read.units.unit(sorId)
    return unit && { chain: await read.units.chain(unit), isMapped }
  }
  const candidatesOf = async (key: OrganisationKey): Promise<readonly KeyCandidate[]> => {
    const ids =
      key.kind === 'sorId'
        ? [{ sorId: key.value, isMapped: false }]
        : await named.load(JSON.stringify(key))
    const found = await Promise.all(ids.map(candidate))
    return found.filter((one) => one !== null)
  }
  return {
    choose: async (key) => {
      const candidates = await candidatesOf(key)
      // Whose mailbox it is decides only among several, and for a GLN.
      const isDecided = key.kind === 'sorId' || (candidates.length < 2 && key.kind !== 'gln')
      const chains = isDecided ? [] : candidates.map(({ chain }) => chain)
      return chooseUnit(key, candidates, await read.mailboxes.withinReach(chains))
    },
    named: async (key) => {
      const candidates = await candidatesOf(key)
      const chains = key.kind === 'gln' ? candidates.map(({ chain }) => chain) : []
      return unitsNamedBy(key, candidates, await read.mailboxes.withinReach(chains))
    },
  }
}
