import type { UptimeShare } from '../domain/health.ts'
import type { SubjectHealth } from '../domain/uptime.ts'
import { builder } from './builder.ts'
import { HealthStateType } from './health-state.ts'

const DEFAULT_DAYS = 30

const UptimeType = builder.objectRef<UptimeShare>('Uptime')

UptimeType.implement({
  description:
    'Share of the measured time that was up, 0 to 1, and how much of the window was measured at all; announced maintenance is in neither.',
  fields: (t) => ({
    ratio: t.exposeFloat('ratio', {
      nullable: true,
      description: 'Null where nothing was measured.',
    }),
    measuredRatio: t.exposeFloat('measuredRatio'),
    days: t.exposeInt('days'),
  }),
})

/** How a service or an endpoint stands. */
export const HealthType = builder.objectRef<SubjectHealth>('Health')

HealthType.implement({
  description: 'How a service or an endpoint stands, as measured. It warns and never chooses.',
  fields: (t) => ({
    state: t.field({ type: HealthStateType, resolve: ({ state }) => state }),
    since: t.field({ type: 'DateTime', nullable: true, resolve: ({ since }) => since }),
    lastChecked: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastChecked }) => lastChecked,
    }),
    lastSuccess: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastSuccess }) => lastSuccess,
    }),
    latencyMs: t.exposeFloat('latencyMs', { nullable: true }),
    certificateDaysLeft: t.exposeInt('certificateDaysLeft', {
      nullable: true,
      description: 'Negative once it has expired.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'A code. Of UNMEASURED: NO_ADDRESS, PLACEHOLDER (an address that RFC 2606 reserves), NOT_AGREED (its owner has not agreed to be probed). CALLS_FAIL: probes find it up, and calls of some consumer fail.',
    }),
    uptime: t.field({
      type: UptimeType,
      args: { days: t.arg.int({ defaultValue: DEFAULT_DAYS }) },
      resolve: ({ subject }, { days }, { uptime }) =>
        uptime.uptimeOf(subject, days ?? DEFAULT_DAYS),
    }),
  }),
})
