import type { EnvReader } from '../kit/config.ts'
import type { Limits } from '../kit/resilience.ts'
import type { SourceName } from './domain/answer.ts'

/** How changes are pulled, and how long they are kept. */
export interface PullingConfig {
  /** Milliseconds between two pulls. */
  readonly everyMs: number
  readonly keptDays: number
  readonly topics: readonly string[]
  /** Of the list of citizens at the source; another for each hub of one company. */
  readonly listName: string
}

/** What the record needs to know beside its database and the platform. */
export interface RecordConfig {
  readonly limits: Readonly<Record<SourceName, Limits>>
  /** Null where this process pulls no changes. */
  readonly pulling: PullingConfig | null
}

const SOURCES: readonly SourceName[] = ['dds', 'sfsk', 'btr', 'ltr', 'fut', 'fmk', 'ddv', 'mhd']

const DEADLINE = { min: 100, max: 60_000 }

// The platform's own where they are published; the rest follow their form.
const TOPICS = [
  'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/:TreatmentWillUpdated',
  'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/:LivingWillUpdated',
  'http://sundhedsdatastyrelsen.dk/Fravalg-Af-Genoplivning/2023/06/01/:ConsentUpdated',
  'http://sundhedsdatastyrelsen.dk/graviditet/2023/01/01/:MaternityUpdated',
]

/** The only place that knows the names of the record's settings; problems go to `read`. */
export function recordConfigFrom(read: EnvReader): RecordConfig {
  const profile = read.text('PLATFORM_PROFILE', 'sandbox')
  if (profile !== 'sandbox') {
    read.problem(
      `PLATFORM_PROFILE must be sandbox, is "${profile}": records are asked for in the sandbox of this process only`,
    )
  }
  return { limits: limitsFrom(read), pulling: pullingFrom(read) }
}

function limitsFrom(read: EnvReader): Readonly<Record<SourceName, Limits>> {
  const deadlineMs = read.integer('RECORD_DEADLINE_MS', { ...DEADLINE, fallback: 8_000 })
  const own = deadlinesFrom(read)
  const mostAtOnce = read.integer('RECORD_CALLS_AT_ONCE', { min: 1, max: 10_000, fallback: 50 })
  return Object.fromEntries(
    SOURCES.map((source) => [source, limits(own.get(source) ?? deadlineMs, mostAtOnce)]),
  ) as Record<SourceName, Limits>
}

/** @param deadlineMs for the source as a whole: the first attempt has three fifths of it */
const limits = (deadlineMs: number, mostAtOnce: number): Limits => ({
  ...{ deadlineMs, attemptMs: Math.round(deadlineMs * 0.6) },
  ...{ retries: 1, retryDelayMs: 100, mostAtOnce, mostWaiting: 10 * mostAtOnce },
  ...{ opensAfter: 10, opensForMs: 10_000 },
})

function deadlinesFrom(read: EnvReader): ReadonlyMap<SourceName, number> {
  const text = read.optionalText('RECORD_DEADLINES') ?? ''
  const pairs = text.split(',').filter((part) => part.trim() !== '')
  return new Map(
    pairs.flatMap((pair) => {
      const [, name, ms] = /^\s*(\w+)=(\d+)\s*$/.exec(pair) ?? []
      const source = SOURCES.find((each) => each === name)
      const deadlineMs = Number(ms)
      if (source && deadlineMs >= DEADLINE.min && deadlineMs <= DEADLINE.max)
        return [[source, deadlineMs] as const]
      read.problem(
        `RECORD_DEADLINES must be such as dds=5000,fmk=3000 with ${DEADLINE.min}..${DEADLINE.max} of ${SOURCES.join(', ')}, is "${text}"`,
      )
      return []
    }),
  )
}

function pullingFrom(read: EnvReader): PullingConfig | null {
  const isOn = read.choice('RECORD_CHANGES', ['on', 'off'], 'on') === 'on'
  const pulling = {
    everyMs: read.integer('RECORD_PULL_INTERVAL_MS', { min: 100, max: 300_000, fallback: 10_000 }),
    keptDays: read.integer('RECORD_CHANGES_KEPT_DAYS', { min: 1, max: 366, fallback: 7 }),
    topics: topicsFrom(read),
    listName: read.text('RECORD_CHANGES_LIST', 'fundament'),
  }
  return isOn ? pulling : null
}

function topicsFrom(read: EnvReader): readonly string[] {
  const text = read.optionalText('RECORD_CHANGE_TOPICS')
  return text === null ? TOPICS : text.split(',').map((topic) => topic.trim())
}
