import type { ServiceLevel, ServiceLevelReport } from '../domain/report/service-level.ts'
import { builder } from './builder.ts'
import { ServiceType } from './service-ref.ts'

const VerdictType = builder.enumType('ServiceLevelVerdict', {
  description: 'Whether a promise was kept.',
  values: {
    MET: { description: 'Even if all that is unknown was down.' },
    MISSED: { description: 'Even if all that is unknown was up.' },
    UNDECIDED: { description: 'So much is unknown that nobody can say.' },
  } as const,
})

const minutes = (ms: number): number => Math.round(ms / 6_000) / 10

const LevelType = builder.objectRef<ServiceLevel>('ServiceLevel')

LevelType.implement({
  description: 'One service over a month. Announced maintenance is in neither ratio.',
  fields: (t) => ({
    service: t.field({ type: ServiceType, resolve: ({ service }) => service }),
    objective: t.float({ resolve: ({ service }) => service.objective.ratio }),
    uptimeRatio: t.exposeFloat('upRatio', {
      nullable: true,
      description:
        'Share of the measured time in which it answered; null where nothing was measured.',
    }),
    measuredRatio: t.exposeFloat('measuredRatio'),
    downMinutes: t.float({ resolve: ({ share }) => minutes(share.downMs) }),
    maintenanceMinutes: t.float({ resolve: ({ share }) => minutes(share.maintenanceMs) }),
    unknownMinutes: t.float({ resolve: ({ share }) => minutes(share.unknownMs) }),
    incidents: t.exposeInt('incidents', {
      description: 'That it was in at some time of the month.',
    }),
    worstP95Ms: t.exposeFloat('worstP95Ms', {
      nullable: true,
      description: 'Within that, 95 of 100 answers came on the worst day.',
    }),
    objectiveP95Ms: t.float({
      nullable: true,
      description: 'Null where nothing is promised.',
      resolve: ({ service }) => service.objective.p95Ms,
    }),
    verdict: t.field({ type: VerdictType, resolve: ({ verdict }) => verdict }),
  }),
})

const ReportType = builder.objectRef<ServiceLevelReport>('ServiceLevelReport')

ReportType.implement({
  description: 'What every service that the caller may see has kept of its word in a month.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'YYYY-MM, in Denmark.' }),
    isWhole: t.exposeBoolean('isWhole', { description: 'False while the month is going on.' }),
    rows: t.field({
      type: [LevelType],
      description: "In the catalogue's order.",
      resolve: ({ rows }) => [...rows],
    }),
  }),
})

builder.queryFields((t) => ({
  serviceLevelReport: t.field({
    type: ReportType,
    description: 'What every service that the caller may see has kept of its word in a month.',
    args: { month: t.arg.string({ required: true, description: 'YYYY-MM.' }) },
    resolve: (_root, { month }, { levels }) => levels.report(month),
  }),
}))
