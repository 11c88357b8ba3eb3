import { type Kysely, sql } from 'kysely'
import { NONE, type UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import { foldText } from '../../domain/search/fold.ts'
import type { Sight } from '../reading/sight.ts'
import { allOf, quoted } from '../search/ts-query.ts'
import type { Tables } from '../tables.ts'

type NameCondition = Extract<UnitCondition, { readonly kind: 'name' }>

/**
 * Says of each condition on names which few units can meet it, where the words that the search knows tell: a walk through all
 * names finds what is rare too late. The condition stays, and decides.
 */
export async function withNameCandidates(
  db: Kysely<Tables>,
  sight: Sight,
  condition: UnitCondition,
): Promise<UnitCondition> {
  const inner = (of: readonly UnitCondition[]) =>
    Promise.all(of.map((one) => withNameCandidates(db, sight, one)))
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, of: await inner(condition.of) }
    case 'name': {
      const sorIds = await candidates(db, sight, condition)
      if (sorIds === null) return condition
      if (sorIds.length === 0) return NONE
      return { kind: 'all', of: [{ kind: 'number', of: 'sorId', values: sorIds }, condition] }
    }
    default:
      return condition
  }
}

// A part of a name with more words than this is in so many names that a walk meets them soon.
const MOST_WORDS = 2_000
const MOST_CANDIDATES = 5_000
const MOST_PARTS = 4

/** @returns SOR ids of all units that can meet it, in any version; null where they are many, or where that is not known */
async function candidates(
  db: Kysely<Tables>,
  sight: Sight,
  condition: NameCondition,
): Promise<readonly string[] | null> {
  const patterns = patternsOf(condition)
  if (patterns.length === 0) return null
  const lists = await wordsLike(db, sight, patterns)
  const telling = lists?.filter(({ length }) => length <= MOST_WORDS) ?? []
  if (telling.length === 0) return null
  const { rows } = await sql<{ sorId: string }>`
    select sor_id as "sorId" from search_entry
    where terms @@ ${allOf(telling.map((words) => words.map(quoted)))}::tsquery
    union
    select sor_id from organisation_version where ${HAS_LONG_WORD}
    limit ${MOST_CANDIDATES + 1}::int`.execute(db)
  return rows.length > MOST_CANDIDATES ? null : rows.map(({ sorId }) => sorId)
}

// The search does not keep words of more than 100 letters. As the index has it.
const HAS_LONG_WORD = sql`length(name) > 50 and name ~ '[^ ]{51}'`

/**
 * What a word of the name must be like, for each part of the text: all but the first begin with a word. Folding goes letter by
 * letter, so that what stands in a name stands in it folded too.
 */
function patternsOf({ match, value }: NameCondition): readonly string[] {
  const folded = foldText(value)
  if (folded === '') return []
  const patterns = folded
    .split(' ')
    .map((part, place) => (place === 0 && match === 'contains' ? `%${part}%` : `${part}%`))
  return patterns.toSorted((a, b) => b.length - a.length).slice(0, MOST_PARTS)
}

/** @returns the words that are like each pattern, and one too many where they are many; null where the search is behind */
async function wordsLike(
  db: Kysely<Tables>,
  { revision }: Sight,
  patterns: readonly string[],
): Promise<readonly (readonly string[])[] | null> {
  const { rows } = await sql<{ words: readonly string[] }>`
    select array(select word from search_word where word like asked.pattern limit ${MOST_WORDS + 1}::int) as words
    from unnest(${[...patterns]}::text[]) as asked(pattern), search_state
    where search_state.revision >= ${revision}::int`.execute(db)
  return rows.length === 0 ? null : rows.map(({ words }) => words)
}
