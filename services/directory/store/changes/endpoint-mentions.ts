import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { MENTIONS } from './change-draft.ts'
import { MAILBOX_DIFFERENCE, MAILBOX_RECORD } from './mailbox-record.ts'
import { COVERS_ANEW } from './organisation-changes.ts'
import { isTouched, stands, stood, stoodOrStands, touchedOf } from './touched-records.ts'

/**
 * Mentions the mailboxes whose merged view other rows than their own may have changed. One that comes or goes with the
 * revision is left out: every row that states it does so too, and is told of.
 */
export async function mentionEndpoints(trx: Transaction<Tables>, revision: number): Promise<void> {
  await sql`drop table if exists pg_temp.concerned`.execute(trx)
  await sql`create temp table concerned (
    source text collate "C", gln text collate "C", net text collate "C", fields text[]
  ) on commit drop`.execute(trx)
  for (const query of CONCERNED) {
    await sql`insert into pg_temp.concerned (source, gln, net, fields) ${query(revision)}`.execute(
      trx,
    )
  }
  await sql`
    insert into ${MENTIONS} (source, subject_type, subject_id, kind, fields)
    select concerned.source, 'Endpoint', kept.gln || '.' || kept.net, 'UPDATED', concerned.fields
    from pg_temp.concerned join (
      select m.gln, coalesce(m.network, '0') as net from mailbox_version as m
      where ${stoodOrStands('m', revision)} and m.gln in (select gln from pg_temp.concerned)
      group by 1, 2 having bool_or(${stood('m', revision)}) and bool_or(${stands('m', revision)})
    ) as kept on kept.gln = concerned.gln and (concerned.net is null or kept.net = concerned.net)`.execute(
    trx,
  )
}

type Query = (revision: number) => RawBuilder<unknown>

/** @param which a condition on `said`, a statement of SOR about the GLN */
const sorSays = (gln: string, revision: number, which: RawBuilder<unknown>) => sql`exists (
  select from mailbox_version as said
  where said.gln = ${sql.ref(gln)} and said.register = 'sor' and ${stoodOrStands('said', revision)} and ${which})`

/**
 * What SOR says of a GLN, and what is on no network, counts on every network of it. A statement of the endpoint register
 * counts on its own network, but that it is there decides which of SOR's are about which mailbox.
 */
const otherStatements: Query = (revision) => sql`
  select touched.source, touched.gln, null,
    coalesce(fields, array['organisation', 'validFrom', 'validTo'])
  from ${touchedOf(MAILBOX_RECORD)} as touched
  left join ${MAILBOX_DIFFERENCE} using (source, gln, net)
  where net = '0' or covers_anew is not false
    or ${sorSays('touched.gln', revision, sql`said.source = touched.source`)}`

const messageTypes: Query = (revision) => sql`
  select types.source, types.gln,
    case when not ${sorSays('types.gln', revision, sql`said.network = types.network`)} then types.network end,
    array['messageTypes']
  from message_types_version as types where ${isTouched('types', revision)}`

const accessPoints: Query = (revision) => sql`
  select point.source, m.gln, m.network, array['accessPoint']
  from access_point_version as point
  join mailbox_version as m on m.source = point.source and m.access_point_id = point.access_point_id
  where ${isTouched('point', revision)} and ${stoodOrStands('m', revision)}`

/**
 * A unit's mailboxes in SOR count while the unit is read from their source, so that one which comes or goes there, or in a
 * better one, takes them along.
 */
const owners: Query = (revision) => sql`
  select distinct covers.source, m.gln, null::text, array['organisation']
  from ${COVERS_ANEW} as covers
  join mailbox_version as m on m.sor_id = covers.sor_id and m.register = 'sor' and ${stoodOrStands('m', revision)}
  join source as better on better.name = covers.source
  join source as stating on stating.name = m.source and better.rank <= stating.rank`

const CONCERNED: readonly Query[] = [otherStatements, messageTypes, accessPoints, owners]
