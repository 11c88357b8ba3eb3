import { LRUCache } from 'lru-cache'
import type { GroupWithMembers } from '../../domain/group/group-page.ts'
import type { Mailbox, UnitMailboxes } from '../../domain/mailbox/mailbox.ts'
import type { FindingCount } from '../../domain/quality/finding.ts'
import type { SearchAnswer } from '../../domain/search/search-question.ts'
import type { Replacements } from '../../domain/unit/relations.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { FindingRows } from '../quality/finding-page.ts'
import type { EntryCount } from '../search/matches.ts'
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
  readonly searches: SearchAnswer
  readonly entryCounts: readonly EntryCount[]
  readonly receivers: readonly string[]
  readonly groups: readonly GroupWithMembers[]
  readonly findingPages: FindingRows
  readonly findingCounts: readonly FindingCount[]
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
// A part of an answer holds up to a thousand positions, and most hold twenty.
const MOST_SEARCHES = 2_000
// Some tens of thousands of units may receive one.
const MOST_MESSAGE_TYPES = 20
// A page holds up to a thousand findings.
const MOST_FINDING_PAGES = 20

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
    searches: shelf<Kinds['searches']>(MOST_SEARCHES),
    // One entry holds the counts of a sight.
    entryCounts: shelf<Kinds['entryCounts']>(MOST_SIGHTS),
    receivers: shelf<Kinds['receivers']>(MOST_MESSAGE_TYPES),
    // One entry holds all groups of a sight.
    groups: shelf<Kinds['groups']>(MOST_SIGHTS),
    findingPages: shelf<Kinds['findingPages']>(MOST_FINDING_PAGES),
    findingCounts: shelf<Kinds['findingCounts']>(MOST_SIGHTS),
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
        searches: kinds.searches(prefix),
        entryCounts: kinds.entryCounts(prefix),
        receivers: kinds.receivers(prefix),
        groups: kinds.groups(prefix),
        findingPages: kinds.findingPages(prefix),
        findingCounts: kinds.findingCounts(prefix),
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
