import type { Kysely } from 'kysely'
import type { CatalogueService } from '../../domain/catalogue.ts'
import { healthOf } from '../../domain/health-of.ts'
import { measuredRatio, type Share, together, upRatio } from '../../domain/history/stretch.ts'
import { BURN_WINDOWS, errorBudgetOf } from '../../domain/objective/error-budget.ts'
import {
  BAR_DAYS,
  type DaySpent,
  type ServiceStatus,
  type StatusSnapshot,
} from '../../domain/status/snapshot.ts'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import { dayOf, windowOfDay } from '../../domain/time/calendar.ts'
import { overlapOf, type TimeWindow } from '../../domain/time/window.ts'
import { readIncidents } from '../incidents/read-incidents.ts'
import { maintenanceIn } from '../maintenance/maintenance.ts'
import { type Lines, linesOf } from '../reading/shares.ts'
import { readWorld, type World } from '../reading/world.ts'
import type { Tables } from '../tables.ts'
import { daysUpTo, type LongShares, longShares } from './long-shares.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Days whose figures still change are read from what was measured, and the others from their sums. */
const RECENT_DAYS = 3
/** What lies behind the recent days is read again after so long. */
const PAST_HOLDS_MS = 60_000
const LATEST_INCIDENTS = 100
const AHEAD_DAYS = 90

interface Past {
  readonly readAt: number
  /** The first day that is not in it. */
  readonly until: string
  readonly services: string
  readonly shares: LongShares
}

/** Makes a reader of all that the status page shows; it remembers for a minute what cannot change any more. */
export function statusReader(
  db: Kysely<Tables>,
  clock: () => number,
): () => Promise<StatusSnapshot> {
  let past: Past | null = null
  return async () => {
    const now = clock()
    const world = await readWorld(db, now)
    const services = [...world.services.values()]
    const until = dayOf(now - RECENT_DAYS * DAY_MS)
    const known = services.map(({ id, objective }) => `${id} ${objective.windowDays}`).join()
    if (past?.until !== until || past.services !== known || now - past.readAt > PAST_HOLDS_MS) {
      past = { readAt: now, until, services: known, shares: await readPast(db, services, now) }
    }
    const window = { from: windowOfDay(until).from, to: now }
    const [recent, incidents, maintenance] = await Promise.all([
      linesOf(db, services.map(toSubject), { window, now }),
      latestIncidents(db),
      maintenanceIn(db, { from: now, to: now + AHEAD_DAYS * DAY_MS }),
    ])
    const days = daysUpTo(dayOf(now), BAR_DAYS).map((day) => ({
      day,
      recent: day < until ? null : overlapOf(windowOfDay(day), { from: 0, to: now }),
    }))
    const around = { world, recent, recentFrom: window.from, past, days, now }
    return {
      at: now,
      services: services.map((service) => toStatus(service, around)),
      accessPoints: accessPointsOf(world),
      ...{ incidents, maintenance },
    }
  }
}

const readPast = (db: Kysely<Tables>, services: readonly CatalogueService[], now: number) =>
  longShares(db, services.map(toSubject), {
    froms: services.flatMap((service) => windowsOf(service).map((days) => now - days * DAY_MS)),
    until: dayOf(now - RECENT_DAYS * DAY_MS),
    now,
  })

const windowsOf = ({ objective }: CatalogueService) => [30, BAR_DAYS, objective.windowDays]

const toSubject = ({ id }: CatalogueService): Subject => ({ kind: 'service', id })

async function latestIncidents(db: Kysely<Tables>) {
  const all = { isOpen: null, service: null, first: LATEST_INCIDENTS, after: null }
  const [open, latest] = await Promise.all([
    readIncidents(db, { ...all, isOpen: true }, null),
    readIncidents(db, all, null),
  ])
  const byId = new Map([...open.incidents, ...latest.incidents].map((one) => [one.id, one]))
  return [...byId.values()].sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
}

interface Around {
  readonly world: World
  readonly recent: Lines
  /** Milliseconds since 1970. */
  readonly recentFrom: number
  readonly past: Past
  /** The days of the bars; those that are recent with what of them has passed. */
  readonly days: readonly { readonly day: string; readonly recent: TimeWindow | null }[]
  readonly now: number
}

function toStatus(service: CatalogueService, around: Around): ServiceStatus {
  const { world, recent, recentFrom, past, now } = around
  const subject = toSubject(service)
  const health = world.health.get(service.id)
  if (!health) throw new TypeError(`Cannot tell health of service "${service.id}": it is unknown`)
  const lastDays = (days: number): Share => {
    const from = Math.max(recentFrom, now - days * DAY_MS)
    const share = recent.shareOf(subject, { from, to: now })
    return from > recentFrom
      ? share
      : together(past.shares.shareSince(subject, past.readAt - days * DAY_MS), share)
  }
  const uptime = (days: number) => {
    const share = lastDays(days)
    return { days, ratio: upRatio(share), measuredRatio: measuredRatio(share) }
  }
  const { ratio: objective, windowDays } = service.objective
  return {
    ...{ service, health, days: barsOf(service, around) },
    ...{ last30Days: uptime(30), last90Days: uptime(BAR_DAYS) },
    budget: errorBudgetOf({
      ...{ objective, windowDays, now, spent: lastDays(windowDays) },
      burns: BURN_WINDOWS.map((minutes) => {
        const from = Math.max(recentFrom, now - minutes * MINUTE_MS)
        return recent.shareOf(subject, { from, to: now })
      }),
    }),
  }
}

function barsOf(service: CatalogueService, { recent, past, days }: Around): readonly DaySpent[] {
  const subject = toSubject(service)
  const isNew = recent.stretchesOf(subject).length === 0
  return days.map(({ day, recent: window }) => {
    if (window === null) return { day, share: past.shares.dayOf(subject, day) }
    return { day, share: isNew ? null : recent.shareOf(subject, window) }
  })
}

const accessPointsOf = ({ accessPoints, words, now }: World) =>
  [...accessPoints.values()].map(({ id, organisation, isReleased }) => {
    const own = words.get(subjectKey({ kind: 'access-point', id })) ?? []
    return {
      ...{ id, organisation, isReleased },
      health: healthOf(own, { now, maintenanceSince: null }),
    }
  })
