import type { HealthState } from '../../domain/health-state.ts'
import type { StatusView } from '../../domain/status/view.ts'
import type { Counts } from '../text/texts.ts'

/** How many of the services stand how. */
export function countsOf({ services }: StatusView): Counts {
  const count = (state: HealthState): number =>
    services.filter(({ health }) => health.state === state).length
  return {
    ...{ down: count('DOWN'), degraded: count('DEGRADED') },
    ...{ unknown: count('UNKNOWN') + count('UNMEASURED'), maintenance: count('MAINTENANCE') },
    total: services.length,
  }
}

/** One state for all: what is the matter most. Nothing at all is not up. */
export function overallState({ down, degraded, unknown, maintenance, total }: Counts): HealthState {
  if (total === 0) return 'UNMEASURED'
  if (down > 0) return 'DOWN'
  if (degraded > 0) return 'DEGRADED'
  if (unknown > 0) return 'UNKNOWN'
  return maintenance > 0 ? 'MAINTENANCE' : 'UP'
}
