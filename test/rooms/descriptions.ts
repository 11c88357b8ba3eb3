import { type DefinitionNode, Kind, parse } from 'graphql'

const ROOTS = ['Query', 'Mutation', 'Subscription']
/** Federation's own, whose meaning its specification gives. */
const FEDERATION = /^(_\w+|link__\w+|join__\w+|FieldSet|\w+__\w+)$/

/**
 * Every type says what it is, and every entry point what it answers; below that a name may be enough.
 *
 * @returns types and root fields of a schema text without a description
 */
export function undescribed(sdl: string): readonly string[] {
  return parse(sdl)
    .definitions.filter(isOwnType)
    .flatMap((type) => [
      ...(type.description || ROOTS.includes(type.name.value) ? [] : [type.name.value]),
      ...undescribedRootFields(type),
    ])
}

type TypeNode = Extract<DefinitionNode, { kind: `${string}TypeDefinition` }>

const isOwnType = (node: DefinitionNode): node is TypeNode =>
  node.kind.endsWith('TypeDefinition') && 'name' in node && !FEDERATION.test(node.name?.value ?? '')

const undescribedRootFields = (type: TypeNode): readonly string[] =>
  type.kind === Kind.OBJECT_TYPE_DEFINITION && ROOTS.includes(type.name.value)
    ? (type.fields ?? [])
        .filter(({ name, description }) => !description && !FEDERATION.test(name.value))
        .map(({ name }) => `${type.name.value}.${name.value}`)
    : []
