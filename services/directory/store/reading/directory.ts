import type { Kysely } from 'kysely'
import type { Directory, ViewedDirectory } from '../../domain/directory.ts'
import { dayOf, type LocalDate, localDate } from '../../domain/local-date.ts'
import type { RegisterState } from '../../domain/register.ts'
import { DateInvalid, RegisterEmpty, RevisionUnknown } from '../../errors/reading.ts'
import type { Tables } from '../tables.ts'
import { registerState, revisionAt } from './register-state.ts'
import { type ViewSettings, viewedDirectory } from './viewed-directory.ts'

/** Who looks, and when. */
export interface DirectoryOptions extends Omit<ViewSettings, 'today'> {
  readonly now: () => Date
  /** Names of restricted sources that the caller may see. */
  readonly grants: ReadonlySet<string>
}

/**
 * The register as one caller may see it. Make one for each operation: what it has read stays, and the latest revision is that
 * of its first question.
 */
export function directory(db: Kysely<Tables>, options: DirectoryOptions): Directory {
  const states = new Map<number | null, Promise<RegisterState | null>>()
  const views = new Map<string, ViewedDirectory>()
  const stateAt = async (asKnownAt: number | null): Promise<RegisterState> => {
    const reading = states.get(asKnownAt) ?? registerState(db, asKnownAt)
    states.set(asKnownAt, reading)
    const state = await reading
    if (state === null) throw new RegisterEmpty()
    return state
  }
  return {
    register: () => stateAt(null),
    revisionAt: (instant) => revisionAt(db, instant),
    at: async (on, asKnownAt) => {
      const today = dayOf(options.now())
      const day = on === null ? today : dayOn(on)
      const register = await stateAt(asKnownAt)
      const revision = asKnownAt ?? register.latest
      if (revision < 1 || revision > register.latest) {
        throw new RevisionUnknown(revision, register.latest)
      }
      const name = `${day} ${revision}`
      const sight = { day, revision, visibleSources: visibleSources(register, options.grants) }
      const view = views.get(name) ?? viewedDirectory(db, sight, { ...options, today, register })
      views.set(name, view)
      return view
    },
  }
}

const visibleSources = (
  { sources }: RegisterState,
  grants: ReadonlySet<string>,
): readonly string[] =>
  sources
    .filter(({ name, visibility }) => visibility === 'public' || grants.has(name))
    .map(({ name }) => name)

function dayOn(text: string): LocalDate {
  try {
    return localDate(text)
  } catch (cause) {
    if (cause instanceof RangeError) throw new DateInvalid(cause.message, { cause })
    throw cause
  }
}
