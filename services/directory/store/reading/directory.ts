import type { Kysely } from 'kysely'
import type { Directory, ViewedDirectory } from '../../domain/directory.ts'
import { type RegisterState, visibleSources } from '../../domain/register.ts'
import { dayOf, type LocalDate, localDate } from '../../domain/time/local-date.ts'
import type { View } from '../../domain/time/view.ts'
import { RevisionNotHeld } from '../../errors/copying.ts'
import {
  AnswerTooLarge,
  DateInvalid,
  RegisterEmpty,
  RevisionUnknown,
} from '../../errors/reading.ts'
import type { Tables } from '../tables.ts'
import { answerState } from './answer-state.ts'
import type { ReadLatest } from './latest-register.ts'
import { registerState, revisionAt } from './register-state.ts'
import { type ViewedRegister, type ViewSettings, viewedDirectory } from './viewed-directory.ts'

/** Who looks, and when. */
export interface DirectoryOptions extends Omit<ViewSettings, 'today' | 'spend'> {
  /** Shared by all who look. */
  readonly latest: ReadLatest
  readonly now: () => Date
  /** Names of restricted sources that the caller may see. */
  readonly grants: ReadonlySet<string>
  /** A text that differs where the rules that answers are made by do. */
  readonly rules?: string
}

// Far beyond a thousand keys with all that hangs on them; a deep question about a large hospital asks for millions.
const MOST_SHOWN = 25_000

/**
 * The register as one caller may see it. Make one for each operation: what it has read stays, and the latest revision is that
 * of its first question.
 */
export function directory(db: Kysely<Tables>, options: DirectoryOptions): Directory {
  const registers = new Map<number | null, Promise<ViewedRegister | null>>()
  const views = new Map<string, ViewedDirectory>()
  let shown = 0
  let refusal: AnswerTooLarge | null = null
  const spend = (count: number): void => {
    shown += count
    if (shown <= MOST_SHOWN) return
    // Thousands of fields may still ask; a stack for each of them would cost more than the answer.
    refusal ??= new AnswerTooLarge(MOST_SHOWN)
    throw refusal
  }
  const registerAt = async (asKnownAt: number | null): Promise<ViewedRegister> => {
    const reading =
      registers.get(asKnownAt) ??
      (asKnownAt === null ? options.latest() : unkept(registerState(db, asKnownAt)))
    registers.set(asKnownAt, reading)
    const viewed = await reading
    if (viewed === null) throw new RegisterEmpty()
    return viewed
  }
  const tell = (register: RegisterState, view: Partial<View> = {}): void =>
    options.tell?.(answerState(register, view, options))
  return {
    register: async () => {
      const { register } = await registerAt(null)
      tell(register)
      return register
    },
    revisionAt: async (instant) => {
      // What comes before the instant is not over while the instant is to come.
      await options.latest().then((viewed) => viewed && tell(viewed.register))
      return revisionAt(db, instant)
    },
    at: async (on, asKnownAt) => {
      const today = dayOf(options.now())
      const day = on === null ? today : dayOn(on)
      const viewed = await registerAt(asKnownAt)
      const { register } = viewed
      const revision = asKnownAt ?? register.latest
      if (revision < 1 || revision > register.latest) {
        throw new RevisionUnknown(revision, register.latest)
      }
      if (revision < register.earliest) throw new RevisionNotHeld(revision, register.earliest)
      const name = `${day} ${revision}`
      const sight = { day, revision, visibleSources: visibleSources(register, options.grants) }
      tell(register, sight)
      const view =
        views.get(name) ?? viewedDirectory(db, sight, { ...options, ...viewed, today, spend })
      views.set(name, view)
      return view
    },
  }
}

const unkept = async (reading: Promise<RegisterState | null>): Promise<ViewedRegister | null> => {
  const register = await reading
  return register && { register, memory: null }
}

function dayOn(text: string): LocalDate {
  try {
    return localDate(text)
  } catch (cause) {
    if (cause instanceof RangeError) throw new DateInvalid(cause.message, { cause })
    throw cause
  }
}
