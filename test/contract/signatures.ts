import {
  type DefinitionNode,
  type DirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  parse,
  print,
} from 'graphql'

/**
 * Every promise of a schema text under its coordinate: `Type` its kind, `Type.field` its type, `Type.field(arg:)` the
 * argument's type and default, `Enum.VALUE`, `Union.Member`. Descriptions are no promise, and of the directives only
 * `@oneOf` changes what a caller may send.
 */
export const signaturesOf = (sdl: string): ReadonlyMap<string, string> =>
  new Map(parse(sdl, { noLocation: true }).definitions.flatMap(promisesOf))

type Signature = readonly [coordinate: string, signature: string]

function promisesOf(node: DefinitionNode): readonly Signature[] {
  if (!('name' in node) || !node.name || !/Type(Definition|Extension)$/.test(node.kind)) return []
  const type = node.name.value
  const kind = node.kind.replace(/Type(Definition|Extension)$/, '')
  const own: Signature = [type, [kind, ...oneOf(node.directives ?? [])].join(' ')]
  return [own, ...partsOf(type, node)]
}

function partsOf(type: string, node: DefinitionNode): readonly Signature[] {
  if ('fields' in node) {
    return (node.fields ?? []).flatMap((field) =>
      fieldPromises(`${type}.${field.name.value}`, field),
    )
  }
  if ('values' in node)
    return (node.values ?? []).map(({ name }) => [`${type}.${name.value}`, 'value'])
  if ('types' in node)
    return (node.types ?? []).map(({ name }) => [`${type}.${name.value}`, 'member'])
  return []
}

function fieldPromises(
  coordinate: string,
  field: FieldDefinitionNode | InputValueDefinitionNode,
): readonly Signature[] {
  const args = 'arguments' in field ? (field.arguments ?? []) : []
  return [
    [coordinate, typeAndDefault(field)],
    ...args.map((arg): Signature => [`${coordinate}(${arg.name.value}:)`, typeAndDefault(arg)]),
  ]
}

const typeAndDefault = (node: FieldDefinitionNode | InputValueDefinitionNode): string =>
  'defaultValue' in node && node.defaultValue
    ? `${print(node.type)} = ${print(node.defaultValue)}`
    : print(node.type)

const oneOf = (directives: readonly DirectiveNode[]): readonly string[] =>
  directives.filter(({ name }) => name.value === 'oneOf').map(() => '@oneOf')

/** One promise that is not kept: where, what was promised, and what is there instead, if anything. */
export interface BrokenPromise {
  readonly coordinate: string
  readonly promised: string
  readonly found: string | null
}

/** @param except coordinates not promised yet, with everything below them */
export function brokenPromises(
  contract: ReadonlyMap<string, string>,
  offered: ReadonlyMap<string, string>,
  except: readonly string[],
): readonly BrokenPromise[] {
  return [...contract]
    .filter(([coordinate]) => !except.some((later) => isWithin(coordinate, later)))
    .map(([coordinate, promised]) => ({
      coordinate,
      promised,
      found: offered.get(coordinate) ?? null,
    }))
    .filter(({ promised, found }) => promised !== found)
}

/** Whether a coordinate is `outer`, or a part of it. */
export const isWithin = (coordinate: string, outer: string): boolean =>
  coordinate === outer || coordinate.startsWith(`${outer}.`) || coordinate.startsWith(`${outer}(`)
