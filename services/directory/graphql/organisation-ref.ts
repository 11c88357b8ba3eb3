import { builder } from './builder.ts'
import type { EndpointNode, OrganisationNode } from './node.ts'

/** Declared before it is implemented, so that other types may point at it. */
export const OrganisationType = builder.objectRef<OrganisationNode>('Organisation')

/** Declared before it is implemented, so that other types may point at it. */
export const EndpointType = builder.objectRef<EndpointNode>('Endpoint')
