import { readFileSync } from 'node:fs'

/** The committed supergraph, which the gate holds equal to what the code prints. */
export const committedSupergraph = (): string =>
  readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8')
