import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** @returns one line for each redaction there is, the first first; with reason and author, so not for strangers */
export async function listRedactions(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
    select format('%s  %s:%s  %s  revision %s, %s  by %s: %s%s', id, subject_type, subject_id,
             array_to_string(fields, ','), revision, to_char(recorded_at, 'YYYY-MM-DD'),
             coalesce(author, 'another hub'), coalesce(reason, 'not told'),
             case when lifted_at is not null
               then format('  lifted %s by %s: %s', to_char(lifted_at, 'YYYY-MM-DD'), lifted_by, lifted_because)
             end) as line
    from redaction order by id`.execute(db)
  return rows.map(({ line }) => line)
}
