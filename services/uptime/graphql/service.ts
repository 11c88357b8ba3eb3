import { entity } from '../../kit/federation.ts'
import type { CatalogueService } from '../domain/catalogue.ts'
import { ServiceCallerType } from './callers.ts'
import type { Context } from './context.ts'
import { ErrorBudgetType } from './error-budget.ts'
import { HealthType } from './health.ts'
import { IncidentType } from './incident.ts'
import { MaintenanceType } from './maintenance.ts'
import { ServiceType } from './service-ref.ts'
import { visibleServices } from './visible-services.ts'

/** Incidents of one service that are shown with it; `incidents` pages through all. */
const MOST_INCIDENTS = 100

ServiceType.implement({
  description: 'A shared service or a part of the hub, as the catalogue describes it.',
  directives: { key: { fields: 'id' } },
  extensions: entity<Context, CatalogueService>(async (references, { uptime }) =>
    Promise.all(references.map(({ id }) => (typeof id === 'string' ? uptime.service(id) : null))),
  ),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({ description: 'In Danish.', resolve: ({ name }) => name.da }),
    nameInEnglish: t.string({ resolve: ({ name }) => name.en }),
    owner: t.exposeString('owner'),
    protocol: t.exposeString('protocol'),
    environment: t.exposeString('environment'),
    health: t.field({
      type: HealthType,
      resolve: ({ id }, _args, { uptime }) => uptime.healthOfService(id),
    }),
    objective: t.float({
      description: 'Share of the time that it promises to be up, 0 to 1.',
      resolve: ({ objective }) => objective.ratio,
    }),
    errorBudget: t.field({
      type: ErrorBudgetType,
      resolve: (service, _args, { uptime }) => uptime.errorBudgetOf(service),
    }),
    dependsOn: t.field({
      type: [ServiceType],
      resolve: ({ dependsOn }, _args, { uptime }) => visibleServices(dependsOn, uptime),
    }),
    callers: t.field({
      type: [ServiceCallerType],
      description:
        "How the hub's own calls to it went in the last hour, by consumer: so that what is up for us and down for them shows. All of them for operators and its owner, else the caller's own.",
      resolve: async (service, _args, { uptime }) => [...(await uptime.callersOf(service))],
    }),
    maintenance: t.field({
      type: [MaintenanceType],
      description: 'What is going on and what is to come, by its beginning.',
      resolve: async ({ id }, _args, { uptime }) =>
        (await uptime.maintenanceAhead()).filter(({ services }) => services.includes(id)),
    }),
    incidents: t.field({
      type: [IncidentType],
      description: `The newest first, ${MOST_INCIDENTS} at most; \`Query.incidents\` pages through all.`,
      args: { open: t.arg.boolean() },
      resolve: async ({ id }, { open }, { uptime }) => {
        const question = { service: id, isOpen: open ?? null, first: MOST_INCIDENTS, after: null }
        return [...(await uptime.incidents(question)).incidents]
      },
    }),
  }),
})
