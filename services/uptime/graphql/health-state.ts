import { builder } from './builder.ts'

/** How something stands. */
export const HealthStateType = builder.enumType('HealthState', {
  description:
    'UNKNOWN: no fresh measurement. UNMEASURED: nothing to knock on, `reason` says why. Neither is UP.',
  values: {
    UP: {},
    DEGRADED: { description: 'It answers, and slowly or with a warning.' },
    DOWN: { description: 'It did not answer, and not when asked again either.' },
    MAINTENANCE: { description: 'Announced work is going on.' },
    UNKNOWN: {},
    UNMEASURED: {},
  } as const,
})
