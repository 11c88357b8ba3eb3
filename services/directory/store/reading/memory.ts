import { LRUCache } from 'lru-cache'
import type { GroupWithMembers } from '../../domain/group/group-page.ts'
import type { Mailbox, UnitMailboxes } from '../../domain/mailbox/mailbox.ts'
import type { Replacements } from '../../domain/unit/relations.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { CandidateId } from './key-candidates.ts'
import { type ReadTogether, readTogether } from './read-together.ts'
import type { Sight } from './sight.ts'

/** What has been read of one kind, for one sight; the least used goes when it becomes too much. */
export interface Kept<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** Reads what several operations ask for at one time with one statement. */
  readonly together: ReadTogether<V>
}

/** All kinds of things that are kept. */
interface Kinds {
  readonly units: Unit
  readonly unitMailboxes: UnitMailboxes
  readonly glnMailboxes: readonly Mailbox[]
  readonly candidates: readonly CandidateId[]
  readonly holding: readonly string[]
  readonly withholding: readonly string[]
  readonly replacements: Replacements
  readonly groups: readonly GroupWithMembers[]
}

/** What has been read for one sight. */
export type SightMemory = { readonly [Kind in keyof Kinds]: Kept<Kinds[Kind]> }

/**
 * What has been read of one revision. A revision is immutable once made, so that nothing kept of it goes stale; with the next
 * one a new memory begins. That the register does not hold a unit is not kept: there is no end of what it does not hold.
 */
export interface Memory {
  of(sight: Sight): SightMemory
}

const MOST_SIGHTS = 100

/**
 * @param most entries of each kind, over all sights together; 20,000 take some 50 MB in all
 */
export function memory(most: number): Memory {
  const kinds = {
    units: shelf<Kinds['units']>(most),
    unitMailboxes: shelf<Kinds['unitMailboxes']>(most),
    glnMailboxes: shelf<Kinds['glnMailboxes']>(most),
    candidates: shelf<Kinds['candidates']>(most),
    holding: shelf<Kinds['holding']>(most),
    withholding: shelf<Kinds['withholding']>(most),
    replacements: shelf<Kinds['replacements']>(most),
    // One entry holds all groups of a sight.
    groups: shelf<Kinds['groups']>(MOST_SIGHTS),
  }
  const sights = new LRUCache<string, SightMemory>({ max: MOST_SIGHTS })
  return {
    of: (sight) => {
      const prefix = `${sight.day} ${JSON.stringify(sight.visibleSources)} `
      const known = sights.get(prefix)
      if (known) return known
      const made = {
        units: kinds.units(prefix),
        unitMailboxes: kinds.unitMailboxes(prefix),
        glnMailboxes: kinds.glnMailboxes(prefix),
        candidates: kinds.candidates(prefix),
        holding: kinds.holding(prefix),
        withholding: kinds.withholding(prefix),
        replacements: kinds.replacements(prefix),
        groups: kinds.groups(prefix),
      }
      sights.set(prefix, made)
      return made
    },
  }
}

type Shelf<V> = (prefix: string) => Kept<V>

// The day and what the caller may see are part of every key: nobody is answered with what another may see.
function shelf<V extends object>(max: number): Shelf<V> {
  const entries = new LRUCache<string, V>({ max })
  return (prefix) => ({
    get: (key) => entries.get(prefix + key),
    set: (key, value) => void entries.set(prefix + key, value),
    together: readTogether<V>(),
  })
}
