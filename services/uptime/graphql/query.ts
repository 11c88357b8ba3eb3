import { FirstOutOfRange } from '../../kit/paging.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { IncidentPage } from '../domain/uptime.ts'
import { builder } from './builder.ts'
import { IncidentType } from './incident.ts'
import { cursorOf, incidentCursor } from './incident-cursor.ts'
import { PageInfoType } from './page-info.ts'
import { ServiceType } from './service-ref.ts'

/** Incidents of one page at most. */
const MOST_AT_ONCE = 1000

const DEFAULT_FIRST = 50

const IncidentEdgeType = builder.objectRef<Incident>('IncidentEdge')

IncidentEdgeType.implement({
  description: 'An incident on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: cursorOf }),
    node: t.field({ type: IncidentType, resolve: (incident) => incident }),
  }),
})

interface Connection extends IncidentPage {
  readonly isFirst: boolean
}

const IncidentConnectionType = builder.objectRef<Connection>('IncidentConnection')

IncidentConnectionType.implement({
  description: 'A page of incidents, the newest first.',
  fields: (t) => ({
    edges: t.field({ type: [IncidentEdgeType], resolve: ({ incidents }) => [...incidents] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ incidents, hasMore, isFirst }) => {
        const cursors = incidents.map(cursorOf)
        return {
          ...{ hasNextPage: hasMore, hasPreviousPage: !isFirst },
          ...{ startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null },
        }
      },
    }),
  }),
})

builder.queryFields((t) => ({
  services: t.field({
    type: [ServiceType],
    description: "Everything that is watched, in the catalogue's order.",
    resolve: async (_root, _args, { uptime }) => [...(await uptime.services())],
  }),
  service: t.field({
    type: ServiceType,
    nullable: true,
    description: 'Null where there is none, or its owner shows it to nobody else.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { uptime }) => uptime.service(id),
  }),
  incidents: t.field({
    type: IncidentConnectionType,
    description: 'The newest first; `first` is 1 to 1000.',
    args: {
      open: t.arg.boolean({ description: 'Open ones, or closed ones; both when left out.' }),
      first: t.arg.int({ defaultValue: DEFAULT_FIRST }),
      after: t.arg.string(),
    },
    resolve: async (_root, { open, after, ...asked }, { uptime }) => {
      const first = asked.first ?? DEFAULT_FIRST
      if (first < 1 || first > MOST_AT_ONCE) throw new FirstOutOfRange(first, MOST_AT_ONCE)
      const cursor = after === null || after === undefined ? null : incidentCursor(after)
      const question = { isOpen: open ?? null, service: null, first, after: cursor }
      return { ...(await uptime.incidents(question)), isFirst: cursor === null }
    },
  }),
}))
