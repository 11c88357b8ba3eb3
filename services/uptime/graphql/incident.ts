import { entity } from '../../kit/federation.ts'
import type { Incident, IncidentEvent } from '../domain/incident/incident.ts'
import { incidentTitle } from '../domain/incident/words.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { LanguageType } from './language.ts'
import { ServiceType } from './service-ref.ts'
import { visibleServices } from './visible-services.ts'

const SeverityType = builder.enumType('Severity', {
  description: "How grave it is, by the platform's own classes.",
  values: {
    P1: { description: 'An update every 30 minutes.' },
    P2: { description: 'An update every hour from 6 to 24.' },
    P3: {},
    P4: {},
    P5: {},
  } as const,
})

const IncidentUpdateType = builder.objectRef<IncidentEvent>('IncidentUpdate')

IncidentUpdateType.implement({
  description: "A line of an incident's time line.",
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    kind: t.exposeString('kind', {
      description:
        'UPDATE is a word of the owner; every other is what the rules saw, UPDATE_MISSED among them.',
    }),
    author: t.string({
      description: 'The one who wrote it; `Fundament` where the rules speak.',
      resolve: ({ author }) => author ?? 'Fundament',
    }),
    text: t.string({
      args: { language: t.arg({ type: LanguageType, defaultValue: 'da', required: true }) },
      resolve: ({ text }, { language }) => text[language],
    }),
  }),
})

/** A cause, and what suffers from it. */
export const IncidentType = builder.objectRef<Incident>('Incident')

IncidentType.implement({
  description:
    'One cause and all that suffers from it: a database that is down is one incident, not forty.',
  directives: { key: { fields: 'id' } },
  extensions: entity<Context, Incident>(async (references, { uptime }) =>
    Promise.all(references.map(({ id }) => (typeof id === 'string' ? uptime.incident(id) : null))),
  ),
  fields: (t) => ({
    id: t.exposeID('id'),
    severity: t.field({ type: SeverityType, resolve: ({ severity }) => severity }),
    title: t.string({
      args: { language: t.arg({ type: LanguageType, defaultValue: 'da', required: true }) },
      resolve: async ({ root }, { language }, { uptime }) => {
        const service = await uptime.service(root)
        return incidentTitle(service?.name ?? { da: root, en: root })[language]
      },
    }),
    openedAt: t.field({ type: 'DateTime', resolve: ({ openedAt }) => openedAt }),
    closedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ closedAt }) => closedAt }),
    nextUpdateDue: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its owner owes the next word; null where none is owed.',
      resolve: ({ nextUpdateDue }) => nextUpdateDue,
    }),
    services: t.field({
      type: [ServiceType],
      description: 'The cause first.',
      resolve: ({ root, services }, _args, { uptime }) =>
        visibleServices([root, ...services.map(({ id }) => id)], uptime),
    }),
    updates: t.field({
      type: [IncidentUpdateType],
      description:
        'The oldest first. What is of a service that the caller may not see is left out.',
      resolve: async ({ events }, _args, { uptime }) => {
        const named = events.flatMap(({ service }) => service ?? [])
        const seen = new Set((await visibleServices(named, uptime)).map(({ id }) => id))
        return events.filter(({ service }) => service === null || seen.has(service))
      },
    }),
  }),
})
