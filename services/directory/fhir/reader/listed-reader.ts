import type { ResourceReader } from '../port.ts'
import { listedSearch } from './listed-search.ts'
import { allListed, type ListedShape, listedThings } from './listed-things.ts'
import type { ReaderSource } from './reader-source.ts'
import type { Paths } from './resource-matcher.ts'
import { versioned } from './versioned.ts'
import { versionedReader } from './versioned-reader.ts'

/** Reads resources that are listed whole. */
export const listedReader = (
  source: ReaderSource,
  shape: ListedShape,
  paths: Paths,
): ResourceReader =>
  versionedReader(versioned(source, listedThings(shape)), async (criteria, page) =>
    listedSearch(await allListed(source, shape), criteria, { page, paths }),
  )
