import type { Kysely } from 'kysely'
import { type Share, type Stretch, shareOf } from '../../domain/history/stretch.ts'
import { countedPart, type Maintenance } from '../../domain/incident/maintenance.ts'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import type { TimeWindow } from '../../domain/time/window.ts'
import { stretchesOfSubjects } from '../history/runs.ts'
import { maintenanceIn } from '../maintenance/maintenance.ts'
import type { Tables } from '../tables.ts'

/** How subjects stood over a window, ready to be summed over any part of it. */
export interface Lines {
  /** @param window within the one that was read */
  shareOf(subject: Subject, window: TimeWindow): Share
  stretchesOf(subject: Subject): readonly Stretch[]
}

/** Reads how subjects stood over a window, in two statements. */
export async function linesOf(
  db: Kysely<Tables>,
  subjects: readonly Subject[],
  { window, now }: { readonly window: TimeWindow; readonly now: number },
): Promise<Lines> {
  const keys = subjects.map(subjectKey)
  const [stretches, maintenance] = await Promise.all([
    stretchesOfSubjects(db, keys, { window, now }),
    maintenanceIn(db, window),
  ])
  const of = (subject: Subject) => stretches.get(subjectKey(subject)) ?? []
  return {
    stretchesOf: of,
    shareOf: (subject, part) => shareOf(part, of(subject), maintenanceOf(subject, maintenance)),
  }
}

/** The parts of announced maintenance that count for a subject; only services are announced. */
export const maintenanceOf = (
  subject: Subject,
  maintenance: readonly Maintenance[],
): readonly TimeWindow[] =>
  subject.kind === 'access-point'
    ? []
    : maintenance
        .filter(({ services }) => services.includes(subject.id))
        .flatMap((one) => countedPart(one) ?? [])
