import DirectivesPlugin from '@pothos/plugin-directives'

/** A scalar that is text within and without. */
export interface TextScalar {
  readonly Input: string
  readonly Output: string
}

type None = Readonly<Record<string, never>>

type Flag<Location extends string> = {
  readonly locations: Location
  readonly args: None
}

/**
 * The directives of federation that subgraphs of ours use.
 *
 * @see Apollo federation specification v2.9
 */
export type FederationDirectives = {
  readonly key: {
    readonly locations: 'OBJECT'
    readonly args: { readonly fields: string; readonly resolvable?: boolean }
  }
  readonly requires: {
    readonly locations: 'FIELD_DEFINITION'
    readonly args: { readonly fields: string }
  }
  readonly external: Flag<'OBJECT' | 'FIELD_DEFINITION'>
  readonly shareable: Flag<'OBJECT' | 'FIELD_DEFINITION'>
}

/** The types that a builder of a subgraph is made with: a field is never null unless it says so. */
export interface SubgraphTypes<Context extends object, Scalars> {
  readonly Context: Context
  readonly Scalars: Scalars
  readonly Directives: FederationDirectives
  readonly DefaultFieldNullability: false
}

/** What a builder of a subgraph is told, to go with {@link SubgraphTypes}. */
export const SUBGRAPH_OPTIONS = {
  plugins: [DirectivesPlugin] as (typeof DirectivesPlugin)[],
  directives: { useGraphQLToolsUnorderedDirectives: true },
  defaultFieldNullability: false as const,
}
