import type { ResourceMeta } from '../resource.ts'
import { element } from './element.ts'

/** Which revision made the resource what it is, and when. */
export interface Version {
  readonly versionId: string
  readonly lastUpdated: string
}

/** @param profiles that the resource obeys */
export const metaOf = (
  { versionId, lastUpdated }: Version,
  profiles: readonly string[],
): ResourceMeta => ({ versionId, lastUpdated, ...element({ profile: profiles }) })
