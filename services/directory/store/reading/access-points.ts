import { type Kysely, sql } from 'kysely'
import type { AccessPoint, AccessPointReference } from '../../domain/mailbox/access-point.ts'
import type { Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from './sight.ts'

/** The reference as one text. */
export const accessPointKey = ({ source, id }: AccessPointReference): string =>
  JSON.stringify([source, id])

/** @returns by {@link accessPointKey}; absent where the source does not hold it on the day */
export async function accessPoints(
  db: Kysely<Tables>,
  sight: Sight,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccessPoint>> {
  const { rows } = await sql<AccessPoint>`
    select a.source, a.access_point_id as id, a.url, a.network, a.certificate from access_point_version a
    where a.access_point_id = any(${[...ids]}::text[])
      and ${standsAt('a', sight)} and ${isInForceAt('a', sight)} and ${isVisible('a', sight)}`.execute(
    db,
  )
  return new Map(rows.map((row) => [accessPointKey(row), row]))
}
