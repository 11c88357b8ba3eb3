import { getDocumentNodeFromSchema } from '@graphql-tools/utils'
import { type GraphQLSchema, print, visit } from 'graphql'

const SPECIFICATION = 'https://specs.apollo.dev/federation/v2.9'
const FEDERATION = [
  'external',
  'inaccessible',
  'key',
  'override',
  'provides',
  'requires',
  'shareable',
  'tag',
]
const STANDARD = ['skip', 'include', 'deprecated', 'specifiedBy', 'oneOf']

/**
 * Prints a schema as a federation subgraph.
 *
 * @returns its text, linked to federation v2.9 with the directives that it uses; the same for the same schema
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const used = new Set<string>()
  const document = visit(getDocumentNodeFromSchema(schema), {
    SchemaDefinition: () => null,
    DirectiveDefinition: ({ name }) =>
      [...FEDERATION, ...STANDARD].includes(name.value) ? null : undefined,
    Directive: ({ name }) => {
      if (FEDERATION.includes(name.value)) used.add(`@${name.value}`)
    },
  })
  const imported = JSON.stringify([...used].sort())
  return `extend schema @link(url: "${SPECIFICATION}", import: ${imported})\n\n${print(document)}\n`
}
