import { type Kysely, sql } from 'kysely'
import { parseMessageType } from '../../domain/message-type/message-type.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Tables } from '../tables.ts'

/** A unit and a message type that it can be asked for. */
export interface ExampleQuestion {
  readonly sorId: string
  /** By its short name where it has one. */
  readonly messageType: string
}

// An example need not be the best of the whole register; a start must not wait for one.
const LOOKED_AT = 500

/**
 * Finds a question that the public part of the register answers with an endpoint, to show a newcomer.
 *
 * @returns a unit that inherits its mailbox where there is one, else one that carries it; null where none receives anything
 */
export async function exampleQuestion(
  db: Kysely<Tables>,
  day: LocalDate,
): Promise<ExampleQuestion | null> {
  const stands = (row: string) => sql`${sql.ref(`${row}.last_revision`)} is null
    and ${sql.ref(`${row}.valid_from`)} <= ${day}
    and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} >= ${day})`
  const { rows } = await sql<ExampleQuestion>`
    select coalesce(heir.sor_id, unit.sor_id) as "sorId", (
      -- A letter tells a newcomer more than a receipt does.
      select raw from unnest(types.raw_types) as raw order by raw ilike '%dis91%' desc, raw limit 1
    ) as "messageType"
    from (
      select types.gln, types.raw_types from message_types_version as types
      join source on source.name = types.source and source.visibility = 'public'
      where ${stands('types')} order by types.gln limit ${LOOKED_AT}
    ) as types
    join mailbox_version as state on state.gln = types.gln and state.register = 'eer' and ${stands('state')}
      and state.status = 'ACTIVE'
    join mailbox_version as mailbox on mailbox.gln = types.gln and mailbox.sor_id is not null
      and ${stands('mailbox')}
    join organisation_version as unit on unit.sor_id = mailbox.sor_id and ${stands('unit')}
    left join organisation_version as heir on heir.parent_id = unit.sor_id and heir.inherits_gln
      and ${stands('heir')}
    order by heir.sor_id is null, types.gln, heir.sor_id
    limit 1`.execute(db)
  const [found] = rows
  if (!found) return null
  return { ...found, messageType: parseMessageType(found.messageType).name ?? found.messageType }
}
