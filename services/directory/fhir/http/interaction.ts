import { FhirInteractionUnsupported, FhirTypeUnknown } from '../../errors/fhir.ts'
import { RESOURCE_TYPES, type ResourceType } from '../resource.ts'

/** What a request asks the server to do; parameters stand apart. */
export type Interaction =
  | { readonly kind: 'capabilities' }
  | { readonly kind: 'batch' }
  | { readonly kind: 'search'; readonly type: ResourceType }
  | { readonly kind: 'history-type'; readonly type: ResourceType }
  | { readonly kind: 'operation'; readonly type: ResourceType; readonly name: string }
  | { readonly kind: 'read'; readonly type: ResourceType; readonly id: string }
  | { readonly kind: 'history-instance'; readonly type: ResourceType; readonly id: string }
  | {
      readonly kind: 'vread'
      readonly type: ResourceType
      readonly id: string
      readonly versionId: string
    }

/** Where an interaction is found, low in cardinality, and the methods that it takes. */
export interface Place {
  readonly route: string
  readonly methods: readonly string[]
}

const GET = ['GET', 'HEAD'] as const
const EITHER = ['GET', 'HEAD', 'POST'] as const

const PLACES: readonly (Place & { readonly path: RegExp })[] = [
  { path: /^$/, route: '/fhir', methods: ['POST'] },
  { path: /^metadata$/, route: '/fhir/metadata', methods: GET },
  { path: /^[^/_$][^/]*$/, route: '/fhir/:type', methods: GET },
  { path: /^[^/]+\/_search$/, route: '/fhir/:type/_search', methods: EITHER },
  { path: /^[^/]+\/_history$/, route: '/fhir/:type/_history', methods: GET },
  { path: /^[^/]+\/\$[^/]+$/, route: '/fhir/:type/:operation', methods: EITHER },
  { path: /^[^/]+\/[^/_$][^/]*$/, route: '/fhir/:type/:id', methods: GET },
  { path: /^[^/]+\/[^/]+\/_history$/, route: '/fhir/:type/:id/_history', methods: GET },
  {
    path: /^[^/]+\/[^/]+\/_history\/[^/]+$/,
    route: '/fhir/:type/:id/_history/:version',
    methods: GET,
  },
]

/** For what is found nowhere. */
export const NOWHERE: Place = { route: '/fhir/*', methods: [] }

/** Every route that a span or a measurement may name. */
export const ROUTES: readonly string[] = [...PLACES, NOWHERE].map(({ route }) => route)

/** @param path below the base, without slashes at its ends */
export const placeOf = (path: string): Place =>
  PLACES.find((place) => place.path.test(path)) ?? NOWHERE

/**
 * @param path below the base, without slashes at its ends, not yet decoded
 * @param served types that this directory serves
 * @throws {FhirInteractionUnsupported} for a method that the path does not take, and for a path that there is not
 * @throws {FhirTypeUnknown} for a type that is not served
 */
export function interactionOf(
  method: string,
  path: string,
  served: ReadonlySet<ResourceType>,
): Interaction {
  const { route, methods } = placeOf(path)
  const [type = '', second = '', , fourth = ''] = path.split('/').map(decoded)
  if (route === '/fhir/metadata' && isTaken(method, methods)) return { kind: 'capabilities' }
  if (route === '/fhir' && isTaken(method, methods)) return { kind: 'batch' }
  if (methods.length === 0) throw new FhirInteractionUnsupported('this path', methods)
  if (route !== '/fhir' && route !== '/fhir/metadata') {
    const found = RESOURCE_TYPES.find((known) => known === type && served.has(known))
    if (!found) throw new FhirTypeUnknown(type)
    if (isTaken(method, methods)) return ofType(route, found, { second, fourth })
  }
  throw new FhirInteractionUnsupported(`${method} at ${route}`, methods)
}

const isTaken = (method: string, methods: readonly string[]): boolean => methods.includes(method)

function ofType(
  route: string,
  type: ResourceType,
  { second, fourth }: { readonly second: string; readonly fourth: string },
): Interaction {
  switch (route) {
    case '/fhir/:type/_history':
      return { kind: 'history-type', type }
    case '/fhir/:type/:operation':
      return { kind: 'operation', type, name: second.slice(1) }
    case '/fhir/:type/:id':
      return { kind: 'read', type, id: second }
    case '/fhir/:type/:id/_history':
      return { kind: 'history-instance', type, id: second }
    case '/fhir/:type/:id/_history/:version':
      return { kind: 'vread', type, id: second, versionId: fourth }
    default:
      return { kind: 'search', type }
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
