import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Callers } from '../../kit/callers.ts'
import type { Log } from '../../kit/log.ts'
import type { Secret } from '../../kit/secret.ts'
import type { Metrics } from '../../kit/telemetry/metrics.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { IncidentTimes } from '../domain/incident/watched.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { dayOf } from '../domain/time/calendar.ts'
import type { Tables } from '../store/tables.ts'
import { watchIncidents } from './incidents/watch-incidents.ts'
import { type Keeping, keepHistory, sumDay, sumLastMinutes } from './keeping/keep-history.ts'
import { type Chore, startLeading } from './keeping/lead.ts'
import { type ProberSettings, startProbing } from './probing/start-probing.ts'
import { startTelling, type TellingSettings } from './telling/start-telling.ts'

/** What watching needs. */
export interface WatchWork {
  readonly db: Kysely<Tables>
  readonly url: Secret
  readonly catalogue: Catalogue
  readonly keeping: Keeping
  /** Null where this process measures nothing itself. */
  readonly prober: ProberSettings | null
  /** Null where nobody is told of incidents. */
  readonly telling: TellingSettings | null
  readonly callers: Pick<Callers, 'named'>
  /** How long things must last before they count; the rules' own where it is left out. */
  readonly times?: IncidentTimes
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly metrics: Pick<Metrics, 'counter' | 'gauge'>
  /** Told after the rules have added to a time line. */
  readonly onIncidents?: () => void
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Measures, sums, and applies the rules of incidents until it is disposed. */
export function startWatching(work: WatchWork): AsyncDisposable {
  const { db, catalogue, prober, telling } = work
  const stack = new AsyncDisposableStack()
  const told = telling && stack.use(startTelling(telling, work))
  stack.use(startLeading([...chores(work), ...(told ? [told.chore] : [])], work))
  if (prober) {
    const { references } = catalogue
    const intervalsMs = targetsOf(catalogue).map(({ probe }) => probe.everyMs)
    stack.use(startProbing({ ...work, db, settings: prober, references, intervalsMs }))
  }
  return stack
}

function chores({ db, keeping, onIncidents, times }: WatchWork): readonly Chore[] {
  const now = () => Date.now()
  const applyRules = async () => {
    const isChanged = await watchIncidents(db, {
      now: now(),
      newId: randomUUID,
      ...(times && { times }),
    })
    if (isChanged) onIncidents?.()
  }
  return [
    { name: 'incidents', everyMs: 5 * SECOND, run: applyRules },
    { name: 'minutes', everyMs: MINUTE, run: () => sumLastMinutes(db, now()) },
    { name: 'today', everyMs: 5 * MINUTE, run: () => sumDay(db, dayOf(now()), now()) },
    { name: 'history', everyMs: 60 * MINUTE, run: () => keepHistory(db, keeping, now()) },
  ]
}
