import { readFileSync, writeFileSync } from 'node:fs'
import { composeSupergraph, type SubgraphText } from './compose.ts'

/** What the code prints: path below `schema/` to text. */
export type PrintedSchema = ReadonlyMap<string, string>

/**
 * Prints every subgraph and the supergraph composed of them.
 *
 * @throws {AggregateError} when they do not fit together
 */
export const printSchema = (subgraphs: readonly SubgraphText[]): PrintedSchema =>
  new Map([
    ...subgraphs.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ['supergraph.graphql', `${composeSupergraph(subgraphs).trimEnd()}\n`],
  ])

/** @returns paths below `folder` whose text is not what the code prints, or that are absent */
export const outdated = (printed: PrintedSchema, folder: URL): readonly string[] =>
  [...printed]
    .filter(([path, text]) => textAt(new URL(path, folder)) !== text)
    .map(([path]) => path)

/** Writes what the code prints; `folder` ends in a slash. */
export function writeSchema(printed: PrintedSchema, folder: URL): void {
  for (const [path, text] of printed) writeFileSync(new URL(path, folder), text)
}

function textAt(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
