import { type Kysely, sql } from 'kysely'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import { matchedBy } from '../../domain/mailbox/mailbox-choice.ts'
import { mailboxesByUnit } from '../../domain/mailbox/mailbox-merge.ts'
import {
  type MessageType,
  matches,
  parseMessageType,
} from '../../domain/message-type/message-type.ts'
import { glnStatements } from '../reading/mailboxes.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'
import { bestFirst } from '../reading/units.ts'
import type { Tables } from '../tables.ts'

/**
 * Reads which units receive a message type, as a resolution finds it: at a mailbox in service for everybody, their own or the
 * one that they inherit. By way of a hub does not count: a hub is not what receives for a unit.
 *
 * @returns SOR ids, in no order
 */
export async function receiversOf(
  db: Kysely<Tables>,
  sight: Sight,
  asked: MessageType,
): Promise<readonly string[]> {
  const carriers = await carriersOf(db, sight, await receivingGlns(db, sight, asked))
  const found = new Set<string>()
  let level = [...carriers].filter(([, own]) => isReceiving(own, asked)).map(([sorId]) => sorId)
  while (level.length > 0) {
    for (const sorId of level) found.add(sorId)
    const heirs = (await heirsOf(db, sight, level)).filter(({ sor_id }) => !found.has(sor_id))
    const carrying = await carryingOwn(db, sight, heirs)
    level = heirs.filter(({ sor_id }) => !carrying.has(sor_id)).map(({ sor_id }) => sor_id)
  }
  return [...found]
}

/** Whether one of the mailboxes that count for a unit receives the type, and is in service for everybody. */
export const isReceiving = (mailboxes: readonly Mailbox[], asked: MessageType): boolean =>
  mailboxes.some((mailbox) => isOpen(mailbox) && matchedBy(mailbox, asked).length > 0)

const isOpen = ({ status, internalOnly }: Mailbox): boolean => status === 'ACTIVE' && !internalOnly

async function receivingGlns(
  db: Kysely<Tables>,
  sight: Sight,
  asked: MessageType,
): Promise<readonly string[]> {
  const spoken = sql`${standsAt('t', sight)} and ${isInForceAt('t', sight)} and ${isVisible('t', sight)}`
  const { rows } = await sql<{ raw: string }>`
    select distinct raw from (
      select distinct t.raw_types from message_types_version t where ${spoken}
    ) as said, unnest(said.raw_types) as raw`.execute(db)
  const fitting = rows.map(({ raw }) => raw).filter((raw) => matches(asked, parseMessageType(raw)))
  if (fitting.length === 0) return []
  const { rows: glns } = await sql<{ gln: string }>`
    select distinct t.gln from message_types_version t
    where ${spoken} and t.raw_types && ${fitting}::text[]`.execute(db)
  return glns.map(({ gln }) => gln)
}

const PIECE = 2_000

/** What the units carry that carry any of the GLNs, all of it: a mailbox beside the one that receives may stand in the way. */
async function carriersOf(
  db: Kysely<Tables>,
  sight: Sight,
  glns: readonly string[],
): Promise<ReadonlyMap<string, readonly Mailbox[]>> {
  const carriers = new Map<string, readonly Mailbox[]>()
  for (let at = 0; at < glns.length; at += PIECE) {
    const statements = await glnStatements(db, sight, { glns: glns.slice(at, at + PIECE) })
    for (const [sorId, { own }] of mailboxesByUnit(statements, sight.day)) {
      if (own.length > 0) carriers.set(sorId, [...(carriers.get(sorId) ?? []), ...own])
    }
  }
  return carriers
}

interface Heir {
  readonly sor_id: string
  /** Some register has at some time given it a mailbox. */
  readonly may_carry: boolean
}

async function heirsOf(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<readonly Heir[]> {
  const { rows } = await sql<Heir>`
    select best.sor_id, exists (select from mailbox_version m where m.sor_id = best.sor_id) as may_carry
    from (
      select distinct v.sor_id, v.parent_id from organisation_version v
      where v.parent_id = any(${[...sorIds]}::text[]) and v.inherits_gln
        and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
    ) as known, lateral (
      select v.sor_id, v.parent_id, v.inherits_gln, v.valid_from, v.last_revision, s.format, v.first_from
      from organisation_version v join source s on s.name = v.source
      where v.sor_id = known.sor_id and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
      order by ${bestFirst(sight)} limit 1
    ) as best
    where best.parent_id = known.parent_id and best.inherits_gln
      and (best.valid_from <= ${sight.day}::date or best.last_revision < ${sight.revision}::int
        or (best.format <> 'eer' and (best.first_from <= ${sight.day}::date) is not true))`.execute(
    db,
  )
  return rows
}

async function carryingOwn(
  db: Kysely<Tables>,
  sight: Sight,
  heirs: readonly Heir[],
): Promise<ReadonlySet<string>> {
  const carrying = new Set<string>()
  const asked = heirs.filter(({ may_carry }) => may_carry).map(({ sor_id }) => sor_id)
  for (let at = 0; at < asked.length; at += PIECE) {
    const sorIds = asked.slice(at, at + PIECE)
    const statements = await glnStatements(db, sight, { sorIds })
    for (const [sorId, { own }] of mailboxesByUnit(statements, sight.day)) {
      if (own.length > 0) carrying.add(sorId)
    }
  }
  return carrying
}
