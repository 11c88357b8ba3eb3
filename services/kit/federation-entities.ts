import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql'

/** What another subgraph holds of an entity: its type's name and the fields of one key, unchecked. */
export type EntityReference = Readonly<Record<string, unknown>> & { readonly __typename: string }

/**
 * Resolves many references of one type with one call.
 *
 * @returns as many answers as references, in their order; null where unknown, an Error where that item alone fails
 */
export type ResolveReferences<Context, Value extends object> = (
  references: readonly EntityReference[],
  context: Context,
  info: GraphQLResolveInfo,
) =>
  | readonly (Value | Error | null | undefined)[]
  | Promise<readonly (Value | Error | null | undefined)[]>

type Answer = object | null

/**
 * Answers `_entities` with one call per type.
 *
 * @param representations as they came over the wire
 * @returns in the order asked: null where unknown, an Error where one item, or the call for its type, failed
 */
export async function resolveEntities(
  entities: ReadonlyMap<string, GraphQLObjectType>,
  representations: readonly unknown[],
  request: { readonly context: unknown; readonly info: GraphQLResolveInfo },
): Promise<readonly Answer[]> {
  const answers: Answer[] = representations.map((representation) =>
    isReference(representation) ? null : new TypeError('Cannot resolve entity: no __typename'),
  )
  const placesByType = Map.groupBy(representations.keys(), (place) =>
    typeAt(representations, place),
  )
  const fill = async ([typename, places]: readonly [string | null, readonly number[]]) => {
    if (typename === null) return
    const references = places.map((place) => representations[place]).filter(isReference)
    const found = await resolveType(entities.get(typename), references, request)
    places.forEach((place, index) => {
      answers[place] = tagged(found[index] ?? null, typename)
    })
  }
  await Promise.all([...placesByType].map(fill))
  return answers
}

async function resolveType(
  type: GraphQLObjectType | undefined,
  references: readonly EntityReference[],
  { context, info }: { readonly context: unknown; readonly info: GraphQLResolveInfo },
): Promise<readonly (Answer | undefined)[]> {
  const resolve = type?.extensions.resolveReferences
  try {
    if (typeof resolve !== 'function') {
      throw new TypeError(`Cannot resolve "${references[0]?.__typename}": not an entity here`)
    }
    const found = await (resolve as ResolveReferences<unknown, object>)(references, context, info)
    if (found.length === references.length) return found.map((answer) => answer ?? null)
    throw new TypeError(
      `Cannot resolve "${type?.name}": ${found.length} answers to ${references.length} references`,
    )
  } catch (cause) {
    // The call fails for its own type only; entities of other types in the same list stand.
    const error = cause instanceof Error ? cause : new Error('Cannot resolve entity', { cause })
    return references.map(() => error)
  }
}

function tagged(answer: Answer, typename: string): Answer {
  if (answer === null || answer instanceof Error) return answer
  return Object.create(answer, { __typename: { value: typename, enumerable: true } })
}

const typeAt = (representations: readonly unknown[], place: number): string | null => {
  const representation = representations[place]
  return isReference(representation) ? representation.__typename : null
}

const isReference = (value: unknown): value is EntityReference =>
  typeof value === 'object' &&
  value !== null &&
  '__typename' in value &&
  typeof value.__typename === 'string'
