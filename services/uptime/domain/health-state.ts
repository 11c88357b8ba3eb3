/** `UNKNOWN`: no fresh measurement. `UNMEASURED`: nothing to knock on, a reason says why. Neither is `UP`. */
export type HealthState = 'UP' | 'DEGRADED' | 'DOWN' | 'MAINTENANCE' | 'UNKNOWN' | 'UNMEASURED'

/** Why something is not measured. */
export type UnmeasuredReason = 'NO_ADDRESS' | 'PLACEHOLDER' | 'NOT_AGREED'

/** From the worst on; what is not measured says nothing beside what is. */
const WORST_FIRST: readonly HealthState[] = [
  'DOWN',
  'DEGRADED',
  'UNKNOWN',
  'MAINTENANCE',
  'UP',
  'UNMEASURED',
]

/** @returns null of none */
export const worstOf = (states: readonly HealthState[]): HealthState | null =>
  WORST_FIRST.find((state) => states.includes(state)) ?? null
