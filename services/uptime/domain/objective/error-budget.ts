import { measuredMs, type Share } from '../history/stretch.ts'
import { dayOf } from '../time/calendar.ts'

/** How fast the budget went in the last minutes: at 1 it lasts exactly as long as its window. */
export interface BurnRate {
  readonly windowMinutes: number
  readonly rate: number
}

/** What is left of the time that a service may be down. */
export interface ErrorBudget {
  readonly windowDays: number
  /** 1 untouched, 0 spent, below it overspent. */
  readonly leftRatio: number
  readonly burnRates: readonly BurnRate[]
  /** The Danish day on which it is spent if it goes on as in the longest burn window; null where it lasts. */
  readonly exhaustedOn: string | null
}

/** Minutes over which burn rates are told: 5 minutes, 1 hour, 6 hours, 3 days. */
export const BURN_WINDOWS = [5, 60, 360, 4_320] as const

const DAY_MS = 86_400_000

/** What a budget is computed of. */
export interface BudgetFacts {
  /** Share of the time that it promises to be up, 0 to 1. */
  readonly objective: number
  readonly windowDays: number
  /** How the whole window was spent. */
  readonly spent: Share
  /** How each of {@link BURN_WINDOWS} was spent, in its order. */
  readonly burns: readonly Share[]
  readonly now: number
}

/**
 * The budget is the share of the window that may be down; maintenance that was announced is not counted against it, and what
 * was not measured is taken for neither.
 */
export function errorBudgetOf(facts: BudgetFacts): ErrorBudget {
  const { objective, windowDays, spent, burns, now } = facts
  const allowed = 1 - objective
  const budgetMs = allowed * windowDays * DAY_MS
  const leftRatio = budgetMs === 0 ? (spent.downMs > 0 ? -1 : 1) : 1 - spent.downMs / budgetMs
  const burnRates = BURN_WINDOWS.map((windowMinutes, index) => ({
    windowMinutes,
    rate: burnRate(burns[index], allowed),
  }))
  const pace = burnRates.at(-1)?.rate ?? 0
  return {
    windowDays,
    leftRatio,
    burnRates,
    exhaustedOn: forecast({ leftRatio, pace, windowDays, now }),
  }
}

function burnRate(share: Share | undefined, allowed: number): number {
  const measured = share ? measuredMs(share) : 0
  if (!share || measured === 0 || share.downMs === 0) return 0
  return share.downMs / measured / Math.max(allowed, Number.EPSILON)
}

const FARTHEST_DAYS = 366

function forecast(at: {
  readonly leftRatio: number
  readonly pace: number
  readonly windowDays: number
  readonly now: number
}): string | null {
  if (at.leftRatio <= 0) return dayOf(at.now)
  if (at.pace <= 0) return null
  const days = (at.leftRatio * at.windowDays) / at.pace
  return days > FARTHEST_DAYS ? null : dayOf(at.now + days * DAY_MS)
}
