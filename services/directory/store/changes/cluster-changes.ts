import { sql } from 'kysely'
import { type ChangePart, DRAFT, MENTIONS } from './change-draft.ts'
import {
  differences,
  findTouched,
  isTouched,
  KIND_OF_RECORD,
  type RecordShape,
  touchedOf,
} from './touched-records.ts'

const GROUP_RECORD: RecordShape = {
  table: 'group_version',
  key: { group_id: sql.ref('v.group_id') },
  fields: { valid_from: 'validFrom', valid_to: 'validTo', kind: 'kind', name: 'name' },
  trackFields: [],
}

/** What a revision did to clusters and health councils: to their records, and to who takes part in them. */
export const clusterChanges: ChangePart = async (trx, revision) => {
  const keepsAny = await findTouched(trx, GROUP_RECORD, revision)
  const touched = touchedOf(GROUP_RECORD)
  await sql`
    insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
    select source, 'Cluster', group_id, ${KIND_OF_RECORD}, '{}'
    from ${touched} where not (was and now)`.execute(trx)
  if (keepsAny) {
    await sql`
      insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
      select source, 'Cluster', group_id, ${KIND_OF_RECORD}, fields
      from ${touched} join (${differences(GROUP_RECORD, revision)}) as differing
        using (source, group_id)`.execute(trx)
  }
  // A group that comes with this revision is told of as a whole.
  await sql`
    insert into ${MENTIONS} (source, subject_type, subject_id, kind, fields)
    select distinct m.source, 'Cluster', m.group_id, 'UPDATED', array['members']
    from group_member_version as m
    where ${isTouched('m', revision)} and exists (
      select from group_version as known
      where known.group_id = m.group_id and known.source = m.source
        and known.first_revision < ${revision}::int)`.execute(trx)
}
