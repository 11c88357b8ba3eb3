import { readFileSync, writeFileSync } from 'node:fs'
import { composeSupergraph, type SubgraphText } from './compose.ts'

/** What the code prints: path below `schema/` to text. */
export type PrintedSchema = ReadonlyMap<string, string>

/** What is composed of which subgraphs, by the name under which it is served. */
export type Supergraphs = Readonly<Record<string, readonly SubgraphText[]>>

/**
 * Prints every supergraph, and each subgraph that one of them is composed of.
 *
 * @throws {AggregateError} when subgraphs do not fit together
 */
export function printSchema(supergraphs: Supergraphs): PrintedSchema {
  const subgraphs = new Set(Object.values(supergraphs).flat())
  return new Map([
    ...[...subgraphs].map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ...Object.entries(supergraphs).map(
      ([name, parts]) =>
        [`supergraphs/${name}.graphql`, `${composeSupergraph(parts).trimEnd()}\n`] as const,
    ),
  ])
}

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
