import type { Kysely } from 'kysely'
import { askedNumber } from '../../domain/search/asked-numbers.ts'
import { askedWords } from '../../domain/search/asked-words.ts'
import { foldText } from '../../domain/search/fold.ts'
import type { OrganisationFilter } from '../../domain/search/organisation-filter.ts'
import type {
  SearchAnswer,
  SearchPart,
  SearchQuestion,
} from '../../domain/search/search-question.ts'
import { spelledWords } from '../../domain/search/spelled-words.ts'
import type { KeyReader } from '../reading/key-reader.ts'
import type { SightMemory } from '../reading/memory.ts'
import type { Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import { audienceName } from './audiences.ts'
import { countAll, countMatches, type EntryCount, readMatches, type Wanted } from './matches.ts'
import { fitConditions } from './ts-query.ts'
import { wordsAt } from './words.ts'

/** Finds units. */
export interface Searcher {
  search(question: SearchQuestion, part: SearchPart): Promise<SearchAnswer>
}

/** What a searcher finds units with, beside the database. */
export interface SearchReaders {
  readonly keys: KeyReader
  readonly memory: SightMemory | null
  /** The restricted sources that the reader sees. */
  readonly restricted: readonly string[]
  /**
   * SOR ids of the units that receive the message type of a filter; null where it names none.
   *
   * @param candidates those that it is asked of, where they are few; null where they are many
   */
  readonly receivers: (
    filter: OrganisationFilter,
    candidates: () => Promise<readonly string[] | null>,
  ) => Promise<readonly string[] | null>
  /** The condition on terms that the cluster of a filter comes to. */
  readonly clusterTerms: (filter: OrganisationFilter) => Promise<string | null>
}

// So few units are asked one by one what they receive.
const FEW = 200

// From so many on, going through all entries in order comes to enough of them sooner than sorting them would.
const BROAD = 5_000

/** Finds units of one sight; what has been asked of the latest revision is remembered. */
export function searcher(db: Kysely<Tables>, sight: Sight, read: SearchReaders): Searcher {
  const view = { day: sight.day, revision: sight.revision }
  const audience = audienceName(read.restricted)
  const wantedBy = async ({ text, filter }: SearchQuestion): Promise<Wanted> => {
    const whoever: Wanted = {
      ...{ view, audience, filter, among: null },
      text: text === null ? null : await textAsked(text),
      cluster: await read.clusterTerms(filter),
    }
    const candidates = async () => {
      if ((await count(whoever)) > FEW) return null
      const found = await readMatches(db, whoever, { most: FEW, after: null, isBroad: false })
      return found.map(({ sorId }) => sorId)
    }
    return { ...whoever, among: await read.receivers(filter, candidates) }
  }
  const textAsked = async (text: string) => {
    const spelled = spelledWords(text, await wordsAt(db, sight.revision))
    const units = await Promise.all(askedWords(text).map(({ word }) => unitsOf(word)))
    return { folded: foldText(text), fits: fitConditions(spelled, units) }
  }
  const unitsOf = async (word: string): Promise<readonly string[]> => {
    const named = await Promise.all(askedNumber(word).keys.map((key) => read.keys.named(key)))
    return named.flat().map(({ sorId }) => sorId)
  }
  const all = counted(db, { view, audience }, read.memory)
  const count = async (wanted: Wanted): Promise<number> =>
    isOfKinds(wanted) ? sumOf(await all(), wanted.filter) : countMatches(db, wanted)
  const look = async (question: SearchQuestion, part: SearchPart): Promise<SearchAnswer> => {
    const wanted = await wantedBy(question)
    const total = part.total ?? count(wanted)
    const isBroad = wanted.text === null && (await total) > BROAD
    const reach = { most: part.first + 1, after: part.after, isBroad }
    const [known, found] = await Promise.all([total, readMatches(db, wanted, reach)])
    return { hits: found.slice(0, part.first), hasMore: found.length > part.first, total: known }
  }
  return {
    search: async (question, part) => {
      const name = JSON.stringify([question, part])
      const known = read.memory?.searches.get(name)
      if (known) return known
      const answer = await look(question, part)
      read.memory?.searches.set(name, answer)
      return answer
    },
  }
}

const COUNTS = 'all'

/** Counts all entries of a sight once, for all who ask at one time. */
function counted(
  db: Kysely<Tables>,
  sight: Pick<Wanted, 'view' | 'audience'>,
  memory: SightMemory | null,
): () => Promise<readonly EntryCount[]> {
  const readAll = async () => new Map([[COUNTS, await countAll(db, sight)]])
  return async () => {
    const kept = memory?.entryCounts.get(COUNTS)
    if (kept) return kept
    const counts = (await (memory?.entryCounts.together([COUNTS], readAll) ?? readAll())).get(
      COUNTS,
    )
    memory?.entryCounts.set(COUNTS, counts ?? [])
    return counts ?? []
  }
}

/** Nothing is asked for but what entries are counted by. */
const isOfKinds = ({ text, filter, among }: Wanted): boolean =>
  text === null &&
  among === null &&
  filter.cluster === null &&
  [filter.specialities, filter.municipality, filter.postCode, filter.under].every(
    (asked) => asked === null,
  )

const LEVELS = ['OWNER', 'INSTITUTION', 'UNIT']

const sumOf = (counts: readonly EntryCount[], filter: OrganisationFilter): number =>
  counts
    .filter(
      ({ level, region, type, status }) =>
        (filter.includeClosed || status === 0) &&
        (filter.types === null || (type !== null && filter.types.includes(type))) &&
        (filter.level === null || LEVELS[level] === filter.level) &&
        (filter.region === null || String(region) === filter.region),
    )
    .reduce((sum, { count }) => sum + count, 0)
