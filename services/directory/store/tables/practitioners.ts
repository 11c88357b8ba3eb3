import type { BitemporalColumns } from './bitemporal.ts'

/** One period of one person of the yder register; `track` is the id that the register gives that record. */
export interface PractitionerVersionTable extends BitemporalColumns {
  readonly person_id: string
  readonly ydernummer: string
  readonly role_code: string | null
  readonly role_display: string | null
}

/** Tables of practitioners; empty unless they are asked for. */
export interface PractitionerTables {
  practitioner_version: PractitionerVersionTable
}
