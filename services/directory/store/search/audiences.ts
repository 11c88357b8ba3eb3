import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** Readers who see the same sources. */
export interface Audience {
  /** As `search_entry.audience` names it. */
  readonly name: string
  /** The restricted sources among those that it sees; none for everybody. */
  readonly restricted: readonly string[]
  readonly visibleSources: readonly string[]
}

/** @param restricted the restricted sources that are seen */
export const audienceName = (restricted: readonly string[]): string =>
  restricted.length === 0 ? '' : JSON.stringify([...restricted].sort())

/** Every audience there can be: everybody first, then one for each choice of restricted sources, all of them last. */
export async function audiencesOf(db: Kysely<Tables>): Promise<readonly Audience[]> {
  const sources = await db.selectFrom('source').select(['name', 'visibility']).execute()
  const namesOf = (visibility: 'public' | 'restricted') =>
    sources.filter((source) => source.visibility === visibility).map(({ name }) => name)
  const open = namesOf('public')
  return choicesOf(namesOf('restricted').sort()).map((restricted) => ({
    ...{ name: audienceName(restricted), restricted },
    visibleSources: [...open, ...restricted],
  }))
}

function choicesOf(names: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = names
  if (first === undefined) return [[]]
  const others = choicesOf(rest)
  return [...others, ...others.map((choice) => [first, ...choice])]
}

/**
 * Whether what is written for the audiences of then still holds for those of now. A source that others may see than before
 * makes everything void; one more restricted source beside others does, for what the two say together is not written.
 */
export async function isStillRight(
  db: Kysely<Tables>,
  then: { readonly restricted: readonly string[]; readonly revision: number },
  now: readonly string[],
): Promise<boolean> {
  if (then.restricted.some((name) => !now.includes(name))) return false
  const added = now.filter((name) => !then.restricted.includes(name))
  if (added.length === 0) return true
  if (now.length > 1) return false
  const { rows } = await sql<{ was_open: boolean }>`
    select exists (
      select from snapshot where source = any(${added}::text[]) and revision <= ${then.revision}::int
    ) as was_open`.execute(db)
  return rows[0]?.was_open === false
}
