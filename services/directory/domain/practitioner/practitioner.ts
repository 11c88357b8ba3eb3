import type { CodeFact } from '../statement/facts.ts'
import type { Period } from '../time/validity.ts'

/** A person who works under a ydernummer, as the yder register has it: without a name, and here without a number. */
export interface Practitioner extends Period {
  /** Names the register's record. */
  readonly id: string
  readonly ydernummer: string
  readonly role: CodeFact | null
  /** Whether the person works there on the day. */
  readonly isInForce: boolean
  /** What the register calls the practice, and its main speciality; null where it tells of none on the day. */
  readonly practice: { readonly name: string; readonly speciality: CodeFact | null } | null
}
