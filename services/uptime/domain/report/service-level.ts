import type { CatalogueService } from '../catalogue.ts'
import { measuredMs, measuredRatio, type Share, upRatio } from '../history/stretch.ts'

/** Whether a promise was kept: `UNDECIDED` where so much is unknown that it may have been, and may not. */
export type LevelVerdict = 'MET' | 'MISSED' | 'UNDECIDED'

/** What is known of one service over a month. */
export interface LevelFacts {
  readonly service: CatalogueService
  /** How the month was spent, announced maintenance apart. */
  readonly share: Share
  /** Incidents that it was in at some time of the month. */
  readonly incidents: number
  /** Of the worst day, milliseconds; null where nothing answered. */
  readonly worstP95Ms: number | null
}

/** One service over a month. */
export interface ServiceLevel extends LevelFacts {
  /** Share of the measured time in which it answered, 0 to 1; null where nothing was measured. */
  readonly upRatio: number | null
  /** Share of the time without maintenance that was measured, 0 to 1. */
  readonly measuredRatio: number
  readonly uptimeVerdict: LevelVerdict
  /** Null where nothing is promised. */
  readonly latencyVerdict: LevelVerdict | null
  readonly verdict: LevelVerdict
}

/** Every service over a month. */
export interface ServiceLevelReport {
  /** `YYYY-MM` in Denmark. */
  readonly month: string
  /** False while the month is going on. */
  readonly isWhole: boolean
  /** In the catalogue's order. */
  readonly rows: readonly ServiceLevel[]
}

/** Service levels, as one caller may see them. */
export interface ServiceLevels {
  /**
   * @param month `YYYY-MM`
   * @throws {MonthInvalid} where it is none, or has not begun
   */
  report(month: string): Promise<ServiceLevelReport>
}

/** Weighs what is known of a service against what it promises. */
export function serviceLevel(facts: LevelFacts): ServiceLevel {
  const { share, service, worstP95Ms } = facts
  const uptimeVerdict = uptimeVerdictOf(share, service.objective.ratio)
  const latencyVerdict = latencyVerdictOf(worstP95Ms, service.objective.p95Ms)
  return {
    ...facts,
    ...{ upRatio: upRatio(share), measuredRatio: measuredRatio(share) },
    ...{ uptimeVerdict, latencyVerdict, verdict: worse(uptimeVerdict, latencyVerdict ?? 'MET') },
  }
}

/** Met where it is met even if all that is unknown was down; missed where it is missed even if all of that was up. */
function uptimeVerdictOf(share: Share, ratio: number): LevelVerdict {
  const counted = measuredMs(share) + share.unknownMs
  if (counted === 0) return 'UNDECIDED'
  const allowedMs = (1 - ratio) * counted
  // A share of a float is no millisecond.
  const isOver = (downMs: number) => downMs > allowedMs + 0.5
  if (isOver(share.downMs)) return 'MISSED'
  return isOver(share.downMs + share.unknownMs) ? 'UNDECIDED' : 'MET'
}

function latencyVerdictOf(worst: number | null, promised: number | null): LevelVerdict | null {
  if (promised === null) return null
  if (worst === null) return 'UNDECIDED'
  return worst > promised ? 'MISSED' : 'MET'
}

const worse = (a: LevelVerdict, b: LevelVerdict): LevelVerdict =>
  (['MISSED', 'UNDECIDED'] as const).find((verdict) => a === verdict || b === verdict) ?? 'MET'

/** @returns whether the text is a month, `YYYY-MM` */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
