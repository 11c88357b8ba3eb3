import { deviceEntries, entriesOf } from '../../../infra/sample/bundle.ts'
import { unitsOf } from '../../../infra/sample/unit.ts'
import type { GeneratorOptions } from './options.ts'
import { generatedOwners } from './owners.ts'

/** The first `endpoints` mailboxes of a generated register as the endpoint register's Bundle. */
export function* endpointBundle(options: GeneratorOptions, endpoints: number): Generator<string> {
  yield `{"resourceType":"Bundle","type":"collection","timestamp":"${options.snapshotDate}T01:00:00+01:00","entry":[\n`
  yield deviceEntries()
    .map((entry) => JSON.stringify(entry))
    .join(',\n')
  for (const entry of entries(options, endpoints)) yield `,\n${JSON.stringify(entry)}`
  yield '\n]}\n'
}

function* entries(options: GeneratorOptions, endpoints: number): Generator<unknown> {
  let left = endpoints
  for (const owner of generatedOwners(options)) {
    for (const unit of unitsOf([owner])) {
      if (left <= 0) return
      const found = entriesOf(unit, 'public')
      left -= found.filter(({ resource }) => resource.resourceType === 'Endpoint').length
      yield* found
    }
  }
}
