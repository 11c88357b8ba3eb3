import { type RawBuilder, sql, type Transaction } from 'kysely'
import { COMPOUND_HEADS } from '../../domain/vocabulary/abbreviations.ts'
import type { Tables } from '../tables.ts'
import { TERM_MARKS } from './terms.ts'

/** Initials tell a name from others only where there are some. */
export const FEWEST_INITIALS = 3

/**
 * Writes down, into a table `search_name` of the transaction, each name of the units of `search_place` once, folded, with the
 * terms that it is found by; and adds its words to those that are known.
 */
export async function writeNames(trx: Transaction<Tables>): Promise<void> {
  await sql`drop table if exists pg_temp.search_name`.execute(trx)
  // Materialized, so that a name is folded once and not for each of its terms.
  await sql`create temp table search_name on commit drop as
    with name as materialized (
      select distinct v.name from search_place as place join organisation_version v on v.id = place.id
      where place.is_recorded
    ), folded as materialized (
      select name, fold_text(name) as folded from name
    ), named as materialized (
      select name, folded, string_to_array(folded, ' ') as words from folded
    )
    select name, folded, length(folded)::smallint as length,
      array_remove(array_remove(words || ${heads} || ${initials}, null), '') as terms
    from named`.execute(trx)
  await sql`analyze search_name`.execute(trx)
  await sql`insert into search_word (word)
    select distinct word from search_name, unnest(string_to_array(folded, ' ')) as word
    where word <> '' and length(word) <= 100
    order by word
    on conflict do nothing`.execute(trx)
}

const HEAD = sql.lit(`[a-z](${COMPOUND_HEADS.join('|')})(et|en|ne|s)?$`)

const heads: RawBuilder<unknown> = sql`array(
  select ${sql.lit(TERM_MARKS.head)} || substring(word from ${HEAD}) from unnest(named.words) as word
  where word ~ ${HEAD})`

const initials: RawBuilder<unknown> = sql`array(
  select ${sql.lit(TERM_MARKS.initials)} || joined from (
    select string_agg(left(word, 1) || coalesce(left(substring(word from ${HEAD}), 1), ''), '' order by place) as joined
    from unnest(named.words) with ordinality as each (word, place)
  ) as all_of_it where length(joined) >= ${FEWEST_INITIALS}::int)`
