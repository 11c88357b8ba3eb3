import { isDeepStrictEqual } from 'node:util'
import type { SignIn as GivenSignIn } from '../../../kit/callers.ts'
import type { Acting } from '../../../nsp/platform/acting.ts'
import type { Question } from '../../domain/asker.ts'
import { withheldByPurpose } from '../../domain/purpose.ts'
import type { CitizenRecord, Records } from '../../domain/record.ts'
import type { SignIn } from '../../domain/sign-in.ts'
import { ConsentOverrideInvalid } from '../../errors/asking.ts'
import type { Sources } from '../source.ts'
import { citizenRecord } from './citizen-record.ts'
import type { SourceDesk } from './source-desk.ts'

/** Turns one who is signed in into one who asks the platform. */
export type ActingOf = (
  given: GivenSignIn,
  question: Question,
  signal: AbortSignal,
) => Promise<Acting>

/** What the records of one operation are read with. */
export interface RecordsParts {
  readonly who: SignIn
  readonly given: GivenSignIn
  readonly consumer: string
  readonly signal: AbortSignal | undefined
  readonly sources: Sources
  readonly desk: SourceDesk
  readonly actingOf: ActingOf
}

/** The records that one operation asks for. */
export function recordsOf({ who, given, actingOf, ...parts }: RecordsParts): Records {
  const records: CitizenRecord[] = []
  return {
    of: (question) => {
      requireReason(question)
      const known = records.find((record) => isDeepStrictEqual(record.question, question))
      if (known) return known
      const record = citizenRecord({
        ...{ ...parts, question, withheld: withheldByPurpose(who, question) },
        actingOf: (signal) => actingOf(given, question, signal),
      })
      records.push(record)
      return record
    },
  }
}

function requireReason({ override, purpose }: Question): void {
  if (override === null) return
  if (override.reason.trim() === '') throw new ConsentOverrideInvalid('no reason is given')
  if (purpose !== 'TREATMENT') throw new ConsentOverrideInvalid('it is not asked for treatment')
}
