import { closeTree, openTree, unitTree } from '../../../infra/sample/sor-xml.ts'
import type { GeneratorOptions } from './options.ts'
import { generatedOwners } from './owners.ts'

/** A generated register as SOR XML 2.0.0, in pieces. */
export function* sorXml(options: GeneratorOptions): Generator<string> {
  yield openTree(options.snapshotDate)
  for (const owner of generatedOwners(options)) yield unitTree(owner)
  yield closeTree
}
