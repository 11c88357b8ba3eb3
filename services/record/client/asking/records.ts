import { isDeepStrictEqual } from 'node:util'
import type { SignIn as GivenSignIn } from '../../../kit/callers.ts'
import type { Acting } from '../../../nsp/platform/acting.ts'
import type { Question } from '../../domain/asker.ts'
import { withheldByPurpose } from '../../domain/purpose.ts'
import type { CitizenRecord, Records } from '../../domain/record.ts'
import type { SignIn } from '../../domain/sign-in.ts'
import type { Sources } from '../source.ts'
import { Allowance } from './allowance.ts'
import { citizenRecord } from './citizen-record.ts'
import { requireSound } from './require-sound.ts'
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
  const allowance = new Allowance()
  return {
    of: async (question) => {
      requireSound(who, question)
      const known = records.find((record) => isDeepStrictEqual(record.question, question))
      const record =
        known ??
        citizenRecord({
          ...{ ...parts, allowance, question, withheld: withheldByPurpose(who, question) },
          actingOf: (signal) => actingOf(given, question, signal),
        })
      if (!known) records.push(record)
      await (known ? allowance.requireRecords() : allowance.takeRecord())
      return record
    },
  }
}
