import { entity } from '../../kit/federation.ts'
import type { AccessPointReference } from '../domain/uptime.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { HealthType } from './health.ts'
import { HealthStateType } from './health-state.ts'

const AccessPointType = builder.objectRef<AccessPointReference>('AccessPoint')

AccessPointType.implement({
  description:
    'Where the mailbox is reached: the endpoint register puts the real URL and certificate on a device of its own.',
  fields: (t) => ({
    id: t.exposeID('id', { directives: { external: {} } }),
    url: t.exposeString('url', { nullable: true, directives: { external: {} } }),
  }),
})

interface EndpointReference {
  readonly id: string
  readonly accessPoint: AccessPointReference | null
}

const EndpointType = builder.objectRef<EndpointReference>('Endpoint')

EndpointType.implement({
  description:
    'A mailbox: one GLN on one network. A GLN alone is no key: it can stand on several networks and serve several units.',
  directives: { key: { fields: 'id' } },
  extensions: entity<Context, EndpointReference>((references) => references.map(toEndpoint)),
  fields: (t) => ({
    id: t.exposeID('id'),
    accessPoint: t.field({
      type: AccessPointType,
      nullable: true,
      directives: { external: {} },
      resolve: ({ accessPoint }) => accessPoint,
    }),
    health: t.field({
      type: HealthType,
      nullable: true,
      description:
        'How the access point stands that the register gives for it. Null comes with an error: the address is answered without.',
      directives: { requires: { fields: 'accessPoint { id url }' } },
      resolve: ({ accessPoint }, _args, { uptime }) => uptime.healthOfAccessPoint(accessPoint),
    }),
  }),
})

interface OrganisationReference {
  readonly sorId: string
  readonly endpoints: readonly EndpointReference[]
}

const OrganisationType = builder.objectRef<OrganisationReference>('Organisation')

OrganisationType.implement({
  description: 'A unit of the health service, as the registers know it.',
  directives: { key: { fields: 'sorId' } },
  extensions: entity<Context, OrganisationReference>((references) =>
    references.map(({ sorId, endpoints }) => ({
      sorId: String(sorId),
      endpoints: (Array.isArray(endpoints) ? endpoints : []).map(toEndpoint),
    })),
  ),
  fields: (t) => ({
    sorId: t.field({ type: 'SorId', resolve: ({ sorId }) => sorId }),
    endpoints: t.field({
      type: [EndpointType],
      directives: { external: {} },
      args: {
        messageType: t.arg.string(),
        includeInherited: t.arg.boolean({ defaultValue: true }),
      },
      resolve: ({ endpoints }) => [...endpoints],
    }),
    worstHealth: t.field({
      type: HealthStateType,
      nullable: true,
      description:
        'The worst of its endpoints, inherited ones too, and of the services that it owns. Null where nothing of it could be measured, or with an error.',
      directives: { requires: { fields: 'endpoints { id accessPoint { id url } }' } },
      resolve: ({ sorId, endpoints }, _args, { uptime }) =>
        uptime.worstHealth(
          sorId,
          endpoints.map(({ accessPoint }) => accessPoint),
        ),
    }),
  }),
})

/** Reads what the gateway brings along of an endpoint; it is ours to check like anything that comes in. */
function toEndpoint({ id, accessPoint }: Readonly<Record<string, unknown>>): EndpointReference {
  const { id: pointId, url } = Object(accessPoint)
  const known = typeof pointId === 'string'
  return {
    id: String(id),
    accessPoint: known ? { id: pointId, url: typeof url === 'string' ? url : null } : null,
  }
}
