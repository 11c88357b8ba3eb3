import type { Kysely } from 'kysely'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import { dayOf, windowOfDay } from '../../domain/time/calendar.ts'
import type { TimeWindow } from '../../domain/time/window.ts'
import { keepPartitions } from '../../store/history/partitions.ts'
import { rollUpDay } from '../../store/history/roll-up-day.ts'
import { dropMinutes, rollUpMinutes } from '../../store/history/roll-up-minutes.ts'
import { maintenanceIn } from '../../store/maintenance/maintenance.ts'
import { listedServices } from '../../store/reading/catalogue.ts'
import { maintenanceOf } from '../../store/reading/shares.ts'
import type { Tables } from '../../store/tables.ts'

/** For how long what is measured is kept, in days; sums by day and runs stay for ever. */
export interface Keeping {
  readonly resultDays: number
  readonly minuteDays: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Measurements are recorded some seconds after they were made, and by a slow database later. */
const LATE_MINUTES = 5

/** Sums the last minutes. Done again it changes nothing. */
export const sumLastMinutes = (db: Kysely<Tables>, now: number): Promise<void> =>
  rollUpMinutes(db, { from: now - LATE_MINUTES * MINUTE_MS, to: now })

/** Sums a day of all that is watched, announced maintenance left out. Done again it changes nothing. */
export async function sumDay(db: Kysely<Tables>, day: string, now: number): Promise<void> {
  const services = await listedServices(db)
  const announced = await maintenanceIn(db, windowOfDay(day))
  const maintenance = new Map<string, readonly TimeWindow[]>(
    services.map(({ id }) => {
      const subject: Subject = { kind: 'service', id }
      return [subjectKey(subject), maintenanceOf(subject, announced)]
    }),
  )
  await rollUpDay(db, { day, now, maintenance })
}

/** Sums the two days before today once more, makes room for the next, and drops what is too old. */
export async function keepHistory(
  db: Kysely<Tables>,
  { resultDays, minuteDays }: Keeping,
  now: number,
): Promise<void> {
  for (const ago of [2, 1]) await sumDay(db, dayOf(now - ago * DAY_MS), now)
  await keepPartitions(db, { nowMs: now, keptDays: resultDays })
  await dropMinutes(db, now - minuteDays * DAY_MS)
}
