import { type Kysely, sql } from 'kysely'
import type { GlnPage, MailboxesAmong } from '../../domain/catalogue/catalogue.ts'
import { isVisible, type Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'

/** GLNs that visible sources have ever stated up to the revision, in order. */
export async function glnList(
  db: Kysely<Tables>,
  sight: Sight,
  { among, page }: { readonly among: MailboxesAmong; readonly page: GlnPage },
): Promise<readonly string[]> {
  const { glns, sorIds, rawTypes, inState, connections } = among
  const { direction, after, first } = page
  const [behind, order] =
    direction === 'ascending' ? [sql`>`, sql`asc`] : ([sql`<`, sql`desc`] as const)
  const conditions = [
    ...(glns ? [sql`m.gln = any(${[...glns]}::text[])`] : []),
    ...(sorIds
      ? [sql`m.gln in (select gln from mailbox_version where sor_id = any(${[...sorIds]}::text[]))`]
      : []),
    ...(rawTypes
      ? [
          sql`m.gln in (select gln from message_types_version t
            where t.raw_types && ${[...rawTypes]}::text[] and ${isVisible('t', sight)})`,
        ]
      : []),
    ...(inState
      ? [
          sql`(m.status = any(${[...inState.states]}::text[]) or m.raw_status = any(${[...inState.words]}::text[]))`,
        ]
      : []),
    ...(connections ? [sql`m.connection_code = any(${[...connections]}::text[])`] : []),
    ...(after === null ? [] : [sql`m.gln ${behind} ${after}`]),
  ]
  const { rows } = await sql<{ gln: string }>`
    select distinct m.gln from mailbox_version m
    where m.first_revision <= ${sight.revision}::int and ${isVisible('m', sight)}
      ${sql.join([sql``, ...conditions], sql` and `)}
    order by m.gln ${order} limit ${first}::int`.execute(db)
  return rows.map(({ gln }) => gln)
}

/** Every spelling of a message type that visible sources have ever stated up to the revision. */
export async function messageTypeSpellings(
  db: Kysely<Tables>,
  sight: Sight,
): Promise<readonly string[]> {
  const { rows } = await sql<{ raw: string }>`
    select distinct raw from message_types_version t, unnest(t.raw_types) as raw
    where t.first_revision <= ${sight.revision}::int and ${isVisible('t', sight)}`.execute(db)
  return rows.map(({ raw }) => raw)
}
