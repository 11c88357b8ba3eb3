import type { Maintenance } from '../domain/incident/maintenance.ts'
import { builder } from './builder.ts'
import { LanguageType } from './language.ts'
import { ServiceType } from './service-ref.ts'
import { visibleServices } from './visible-services.ts'

/** Work that was announced. */
export const MaintenanceType = builder.objectRef<Maintenance>('Maintenance')

MaintenanceType.implement({
  description:
    'Work that was announced. From its announcement on it counts for no objective; time that had passed by then was an outage like any other.',
  fields: (t) => ({
    id: t.exposeID('id'),
    services: t.field({
      type: [ServiceType],
      resolve: ({ services }, _args, { uptime }) => visibleServices(services, uptime),
    }),
    startsAt: t.field({ type: 'DateTime', resolve: ({ startsAt }) => startsAt }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'Not in it.',
      resolve: ({ endsAt }) => endsAt,
    }),
    title: t.string({
      args: { language: t.arg({ type: LanguageType, defaultValue: 'da', required: true }) },
      resolve: ({ title }, { language }) => title[language],
    }),
    announcedAt: t.field({ type: 'DateTime', resolve: ({ announcedAt }) => announcedAt }),
  }),
})
