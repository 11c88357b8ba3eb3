import { getDirective } from '@graphql-tools/utils'
import {
  type GraphQLFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { type ResolveReferences, resolveEntities } from './federation-entities.ts'
import { subgraphSdl } from './federation-sdl.ts'

/**
 * The `extensions` of an entity type: `extensions: entity<Context, Book>((references, context) => …)`.
 *
 * An answer is handed to the fields through an object that inherits from it, so it must not hold private (`#`) fields.
 */
export const entity = <Context, Value extends object>(
  resolveReferences: ResolveReferences<Context, Value>,
): { readonly resolveReferences: ResolveReferences<Context, Value> } => ({ resolveReferences })

/**
 * Makes a federation subgraph of a schema whose types carry federation directives in `extensions.directives`.
 *
 * A type with a `@key` needs `extensions: entity(…)`, unless each key says `resolvable: false`.
 *
 * @returns the schema to execute, with `_service` and `_entities`, and the text to compose from
 * @throws {TypeError} on a key that nothing resolves, and on `@interfaceObject` and entity interfaces
 * @see Apollo federation specification v2.9, the newest that the composition library accepts
 */
export function toSubgraph(schema: GraphQLSchema): {
  readonly schema: GraphQLSchema
  readonly sdl: string
} {
  refuseInterfaces(schema)
  const entities = entitiesOf(schema)
  const sdl = subgraphSdl(schema)
  const query = schema.getQueryType()?.toConfig() ?? { name: 'Query', fields: {} }
  const Query = new GraphQLObjectType({
    ...query,
    fields: { ...query.fields, ...serviceField(sdl), ...entitiesField(entities) },
  })
  const config = schema.toConfig()
  const types = config.types.filter(({ name }) => name !== Query.name)
  return { schema: new GraphQLSchema({ ...config, query: Query, types }), sdl }
}

function entitiesOf(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => {
      const keys = getDirective(schema, type, 'key') ?? []
      const resolvable = keys.some((key) => key.resolvable !== false)
      const resolves = typeof type.extensions.resolveReferences === 'function'
      if (resolvable === resolves) return resolves
      const state = resolves ? 'it has no resolvable key' : 'nothing resolves its key'
      throw new TypeError(`Cannot build entity "${type.name}": ${state}`)
    })
}

// The composition library and ours differ from the reference on these shapes, so they are kept out of the graph.
function refuseInterfaces(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const isEntityInterface = isInterfaceType(type) && getDirective(schema, type, 'key')
    if (
      !isEntityInterface &&
      !(isObjectType(type) && getDirective(schema, type, 'interfaceObject'))
    )
      continue
    throw new TypeError(`Cannot build entity "${type.name}": entity interfaces are not supported`)
  }
}

function serviceField(sdl: string): GraphQLFieldConfigMap<unknown, unknown> {
  const Service = new GraphQLObjectType({
    name: '_Service',
    fields: { sdl: { type: new GraphQLNonNull(GraphQLString) } },
  })
  return { _service: { type: new GraphQLNonNull(Service), resolve: () => ({ sdl }) } }
}

function entitiesField(
  entities: readonly GraphQLObjectType[],
): GraphQLFieldConfigMap<unknown, unknown> {
  if (entities.length === 0) return {}
  const Any = new GraphQLScalarType({ name: '_Any' })
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    types: entities,
    resolveType: ({ __typename }) => __typename,
  })
  const byName = new Map(entities.map((type) => [type.name, type]))
  return {
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(Entity)),
      args: {
        representations: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Any))),
        },
      },
      resolve: (_root, { representations }, context, info) =>
        resolveEntities(byName, representations, { context, info }),
    },
  }
}
