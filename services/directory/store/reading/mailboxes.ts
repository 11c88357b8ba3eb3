import { type Kysely, type RawBuilder, sql } from 'kysely'
import type {
  GlnStatements,
  MailboxStatement,
  MessageTypesStatement,
  WithheldStatement,
} from '../../domain/mailbox/mailbox.ts'
import type { Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from './sight.ts'
import { mayOpen } from './units.ts'

interface Row {
  readonly gln: string
  readonly mailboxes: readonly MailboxStatement[]
  readonly types: readonly MessageTypesStatement[]
}

/** Which GLNs to read: those that any register has ever given one of the units, or those named. */
export type MailboxSeed =
  | { readonly sorIds: readonly string[] }
  | { readonly glns: readonly string[] }

/**
 * Reads what is said of GLNs on the day or later, in one statement. What a source that the caller may not see says is left
 * behind here; that it speaks goes on.
 */
export async function glnStatements(
  db: Kysely<Tables>,
  sight: Sight,
  seed: MailboxSeed,
): Promise<readonly GlnStatements[]> {
  const wanted =
    'glns' in seed
      ? sql`select distinct asked.gln from unnest(${[...seed.glns]}::text[]) as asked(gln)`
      : sql`select distinct gln from mailbox_version
          where sor_id = any(${[...seed.sorIds]}::text[]) and first_revision <= ${sight.revision}::int`
  const { rows } = await sql<Row>`
    select wanted.gln,
      coalesce((${mailboxesOf(sight)}), '[]') as mailboxes,
      coalesce((${messageTypesOf(sight)}), '[]') as types
    from (${wanted}) as wanted`.execute(db)
  const visible = new Set(sight.visibleSources)
  return rows.map((row) => toStatements(row, visible))
}

const mailboxesOf = (sight: Sight): RawBuilder<unknown> => sql`
  select json_agg(json_build_object(
    'source', m.source, 'rank', s.rank, 'register', m.register, 'sorId', m.sor_id,
    'isOwners', m.register = 'sor' and m.source = (${sourceOfOwner(sight)}), 'gln', m.gln, 'network', m.network,
    'validFrom', m.valid_from, 'validTo', m.valid_to, 'status', m.status, 'rawStatus', m.raw_status, 'internalOnly', m.internal_only,
    'connectionType', case when m.connection_code is not null
      then json_build_object('code', m.connection_code, 'system', m.connection_system) end,
    'address', m.address, 'accessPointId', m.access_point_id, 'mimeTypes', m.mime_types
  ) order by s.rank, m.id)
  from mailbox_version m join source s on s.name = m.source
  where m.gln = wanted.gln collate "C" and ${standsAt('m', sight)} and ${notEnded('m', sight)}`

// A unit is read whole from one source: what another says of its mailboxes does not count.
const sourceOfOwner = (sight: Sight): RawBuilder<unknown> => sql`
  select v.source from organisation_version v join source o on o.name = v.source
  where v.sor_id = m.sor_id and ${standsAt('v', sight)} and ${isInForceAt('v', sight)} and ${isVisible('v', sight)}
    and ${mayOpen('o', 'v', sight)}
  order by o.rank limit 1`

const messageTypesOf = (sight: Sight): RawBuilder<unknown> => sql`
  select json_agg(json_build_object(
    'source', t.source, 'gln', t.gln, 'network', t.network,
    'validFrom', t.valid_from, 'validTo', t.valid_to, 'rawTypes', t.raw_types
  ) order by t.id)
  from message_types_version t
  where t.gln = wanted.gln collate "C" and ${standsAt('t', sight)} and ${notEnded('t', sight)}`

const notEnded = (row: string, { day }: Sight): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} >= ${day}::date)`

function toStatements({ gln, mailboxes, types }: Row, visible: ReadonlySet<string>): GlnStatements {
  const isSeen = ({ source }: { readonly source: string }) => visible.has(source)
  const unseenMailboxes = mailboxes.filter((one) => !isSeen(one))
  const unseenTypes = types.filter((one) => !isSeen(one))
  const withheld: WithheldStatement[] = [
    ...unseenMailboxes.map(({ source, sorId }) => ({ source, sorId, about: 'mailbox' as const })),
    ...unseenTypes.map(({ source }) => ({ source, sorId: null, about: 'message-types' as const })),
  ]
  return {
    gln,
    mailboxes: mailboxes.filter(isSeen),
    messageTypes: types.filter(isSeen),
    withheld,
  }
}
