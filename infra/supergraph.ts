import { readFileSync } from 'node:fs'

/** The graphs that are served: one for everybody, and one that answers about citizens. */
export const GRAPHS = ['public', 'clinical'] as const

/** @see GRAPHS */
export type GraphName = (typeof GRAPHS)[number]

/** Where each answers; the public one where every GraphQL server of ours does. */
export const GRAPH_PATHS: Readonly<Record<GraphName, string>> = {
  public: '/graphql',
  clinical: '/clinical/graphql',
}

/** A committed supergraph, which the gate holds equal to what the code prints. */
export const committedSupergraph = (name: GraphName): string =>
  readFileSync(new URL(`../schema/supergraphs/${name}.graphql`, import.meta.url), 'utf8')
