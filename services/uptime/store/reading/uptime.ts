import type { Kysely } from 'kysely'
import { callsByConsumer } from '../../domain/calls/failing.ts'
import type { CatalogueService } from '../../domain/catalogue.ts'
import { healthOf, unmeasured } from '../../domain/health-of.ts'
import { type HealthState, worstOf } from '../../domain/health-state.ts'
import { measuredRatio, NO_TIME, upRatio } from '../../domain/history/stretch.ts'
import { BURN_WINDOWS, errorBudgetOf } from '../../domain/objective/error-budget.ts'
import { mayAnnounce, maySee, type Sight } from '../../domain/sight.ts'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import type { TimeWindow } from '../../domain/time/window.ts'
import { nothingToKnockOn } from '../../domain/unmeasured.ts'
import type { AccessPointReference, SubjectHealth, Uptime } from '../../domain/uptime.ts'
import { DaysOutOfRange, HealthWithheld } from '../../errors/reading.ts'
import { readIncident, readIncidents } from '../incidents/read-incidents.ts'
import { maintenanceIn } from '../maintenance/maintenance.ts'
import type { Tables } from '../tables.ts'
import { linesOf } from './shares.ts'
import type { World } from './world.ts'

/** Who looks, and at what. */
export interface UptimeOptions {
  readonly sight: Sight
  /** The caller's name, as its calls are counted. */
  readonly consumer?: string | null
  /** Shared by all who look. */
  readonly world: () => Promise<World>
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const MOST_DAYS = 366

/** What is known of uptime, as one caller may see it. Make one for each operation. */
export function uptime(
  db: Kysely<Tables>,
  { sight, world, consumer = null }: UptimeOptions,
): Uptime {
  const visible = async (): Promise<readonly CatalogueService[]> =>
    [...(await world()).services.values()].filter((service) => maySee(sight, service))
  const service = async (id: string): Promise<CatalogueService | null> => {
    const found = (await world()).services.get(id)
    return found && maySee(sight, found) ? found : null
  }
  const pointHealth = (point: AccessPointReference | null, at: World) =>
    healthOfPoint(point, at, sight)
  const visibleIds = async () =>
    sight.isOperator ? null : (await visible()).map((each) => each.id)
  const maintenance = async (window: TimeWindow) => {
    const ids = new Set((await visible()).map((each) => each.id))
    const all = await maintenanceIn(db, window)
    return all.filter(({ services }) => services.some((id) => ids.has(id)))
  }
  let ahead: ReturnType<typeof maintenance> | null = null
  return {
    services: visible,
    service,
    healthOfService: async (id) => serviceHealth(id, await world()),
    healthOfAccessPoint: async (point) => pointHealth(point, await world()),
    worstHealth: async (organisation, points) => {
      const at = await world()
      const owned = [...at.services.values()].filter((each) => each.organisation === organisation)
      const hidden = owned.find((each) => !maySee(sight, each))
      if (hidden) throw new HealthWithheld(`organisation "${organisation}"`)
      const states: readonly HealthState[] = [
        ...points.map((point) => pointHealth(point, at).state),
        ...owned.map(({ id }) => serviceHealth(id, at).state),
      ]
      return worstOf(states)
    },
    uptimeOf: (subject, days) => uptimeShare(db, { subject, days, world }),
    callersOf: async (one) => {
      const { calls } = await world()
      const all = callsByConsumer(calls.get(subjectKey({ kind: 'service', id: one.id })) ?? [])
      return mayAnnounce(sight, one) ? all : all.filter((each) => each.consumer === consumer)
    },
    errorBudgetOf: async (one) => budget(db, one, (await world()).now),
    incidents: async (question) => readIncidents(db, question, await visibleIds()),
    incident: async (id) => {
      const found = await readIncident(db, id)
      const ids = await visibleIds()
      return found && (ids === null || found.services.some((held) => ids.includes(held.id)))
        ? found
        : null
    },
    maintenance,
    maintenanceAhead: () => {
      const now = Date.now()
      ahead ??= maintenance({ from: now, to: now + MOST_DAYS * DAY_MS })
      return ahead
    },
  }
}

function serviceHealth(id: string, { health }: World): SubjectHealth {
  const found = health.get(id)
  if (!found) throw new TypeError(`Cannot tell health of service "${id}": it is not watched`)
  return { ...found, subject: { kind: 'service', id } }
}

function healthOfPoint(
  point: AccessPointReference | null,
  { accessPoints, words, now }: World,
  sight: Sight,
): SubjectHealth {
  const listed = point === null ? undefined : accessPoints.get(point.id)
  if (point === null || listed === undefined) {
    return { ...unmeasured(nothingToKnockOn(point) ?? 'NOT_AGREED'), subject: null }
  }
  if (!maySee(sight, listed)) throw new HealthWithheld(`access point "${point.id}"`)
  const subject = { kind: 'access-point', id: point.id } as const
  const own = words.get(subjectKey(subject)) ?? []
  return { ...healthOf(own, { now, maintenanceSince: null }), subject }
}

async function uptimeShare(
  db: Kysely<Tables>,
  { subject, days, world }: { subject: Subject | null; days: number; world: () => Promise<World> },
) {
  if (days < 1 || days > MOST_DAYS) throw new DaysOutOfRange(days, MOST_DAYS)
  const { now } = await world()
  const window = { from: now - days * DAY_MS, to: now }
  const share = subject
    ? (await linesOf(db, [subject], { window, now })).shareOf(subject, window)
    : NO_TIME
  return { days, ratio: upRatio(share), measuredRatio: measuredRatio(share) }
}

async function budget(db: Kysely<Tables>, { id, objective }: CatalogueService, now: number) {
  const subject = { kind: 'service', id } as const
  const last = (ms: number) => ({ from: now - ms, to: now })
  const whole = last(Math.max(objective.windowDays * DAY_MS, ...BURN_WINDOWS.map(toMs)))
  const lines = await linesOf(db, [subject], { window: whole, now })
  return errorBudgetOf({
    ...{ objective: objective.ratio, windowDays: objective.windowDays, now },
    spent: lines.shareOf(subject, last(objective.windowDays * DAY_MS)),
    burns: BURN_WINDOWS.map((minutes) => lines.shareOf(subject, last(toMs(minutes)))),
  })
}

const toMs = (minutes: number): number => minutes * MINUTE_MS
