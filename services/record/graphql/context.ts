import type { RecordChanges } from '../domain/change.ts'
import type { Organisations, Records } from '../domain/record.ts'
import type { SignIn } from '../domain/sign-in.ts'

/** What every resolver of one operation is given. */
export interface Context {
  /** Null where nobody is signed in. */
  readonly signedIn: SignedIn | null
  readonly organisations: Organisations
}

/** What is open to somebody who is signed in. */
export interface SignedIn {
  readonly who: SignIn
  readonly records: Records
  readonly changes: RecordChanges
}
