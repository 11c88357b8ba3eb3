import type { Directory } from '../domain/directory.ts'

/** What every resolver of one operation is given. */
export interface Context {
  readonly directory: Directory
}
