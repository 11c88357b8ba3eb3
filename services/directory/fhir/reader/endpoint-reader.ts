import type { ResourceReader } from '../port.ts'
import { endpointSearch } from './endpoint-search.ts'
import { ENDPOINT_THINGS } from './endpoint-things.ts'
import type { ReaderSource } from './reader-source.ts'
import { resourcesOf } from './unit-reader.ts'
import { versioned } from './versioned.ts'
import { versionedReader } from './versioned-reader.ts'

/** Reads mailboxes as Endpoints. */
export function endpointReader(source: ReaderSource): ResourceReader {
  const endpoints = versioned(source, ENDPOINT_THINGS)
  return versionedReader(endpoints, (criteria, page) =>
    endpointSearch(source, { criteria, page, read: (ids) => resourcesOf(endpoints, ids) }),
  )
}
