import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Removes every person that a source has told of, from all revisions: whoever no longer asks for persons is not to hold any.
 *
 * @returns whether there were any
 */
export async function forgetPersons(trx: Transaction<Tables>, source: string): Promise<boolean> {
  const persons = await sql`delete from practitioner_version where source = ${source}`.execute(trx)
  const rejected = await sql`
    delete from rejected_row where source = ${source} and subject_kind = 'practitioner'`.execute(
    trx,
  )
  return Number(persons.numAffectedRows ?? 0) + Number(rejected.numAffectedRows ?? 0) > 0
}
