import { type Kysely, sql } from 'kysely'
import { type GrowingWordList, type WordList, wordList } from '../../domain/search/word-list.ts'
import type { Tables } from '../tables.ts'

interface Known {
  readonly list: GrowingWordList
  last: string
  revision: number
  reading: Promise<void> | null
}

// Words are only ever added, so that what a process has read of them stays true for as long as it has the database open.
const knownOf = new WeakMap<Kysely<Tables>, Known>()

/**
 * The words of all names, as they are known at a revision or later.
 *
 * @see table `search_word`
 */
export async function wordsAt(db: Kysely<Tables>, revision: number): Promise<WordList> {
  const known = knownOf.get(db) ?? { list: wordList(), last: '0', revision: 0, reading: null }
  knownOf.set(db, known)
  while (known.revision < revision) {
    known.reading ??= readMore(db, known, revision).finally(() => {
      known.reading = null
    })
    await known.reading
  }
  return known.list
}

async function readMore(db: Kysely<Tables>, known: Known, revision: number): Promise<void> {
  const { rows } = await sql<{ id: string; word: string }>`
    select id, word from search_word where id > ${known.last}::bigint order by id`.execute(db)
  known.list.add(rows.map(({ word }) => word))
  known.last = rows.at(-1)?.id ?? known.last
  known.revision = Math.max(known.revision, revision)
}
