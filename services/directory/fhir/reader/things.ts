import type { Touch, TouchedKind, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'
import type { HistoryItem, ReaderSource } from './reader-source.ts'

/** Resources of one kind, as the catalogue knows them. */
export interface Things {
  /** Tells their histories from those of others. */
  readonly name: string
  readonly touched: TouchedKind
  /** Whether one of them can have that id. */
  isTheirs(id: string): boolean
  /** What is touched when resources are, by their ids; absent where that cannot be told of one that is gone. */
  keysOf(view: ViewedCatalogue, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** @returns by id; null for one that is not there on the view */
  resources(
    view: ViewedCatalogue,
    versions: ReadonlyMap<string, Version>,
  ): Promise<ReadonlyMap<string, Resource | null>>
  /** What touches mean for them, the latest revision first, within one by id. */
  items(source: ReaderSource, touches: readonly Touch[]): Promise<readonly HistoryItem[]>
}
