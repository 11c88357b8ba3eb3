import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'

/** The part of a subgraph that composition reads. */
export interface SubgraphText {
  readonly name: string
  readonly sdl: string
}

/**
 * Composes subgraphs into one supergraph; where each is served is for the gateway to know, so the text names no host.
 *
 * @throws {AggregateError} holding every reason why they do not fit together
 */
export function composeSupergraph(subgraphs: readonly SubgraphText[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(sdl),
    })),
  )
  if (errors?.length || !supergraphSdl) {
    const reasons = (errors ?? []).map(({ message }) => message)
    throw new AggregateError(errors ?? [], `Cannot compose supergraph: ${reasons.join('; ')}`)
  }
  return supergraphSdl
}
