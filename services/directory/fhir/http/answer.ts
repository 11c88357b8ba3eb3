import { fullUrl, versionTag } from '../bundle/entry.ts'
import type { AnyResource, Resource } from '../resource.ts'
import type { Shape } from '../search/shape.ts'
import { shaped } from '../search/shape.ts'

/** What an interaction comes to, before it is written in a format. */
export interface Answer {
  readonly status: number
  readonly resource: AnyResource
  /** Of one version of one resource; null for all that is made of several. */
  readonly version: Version | null
}

export interface Version {
  readonly etag: string
  /** RFC 3339. */
  readonly lastModified: string
  readonly location: string
}

/** An answer that is made of several resources, or of none. */
export const answerOf = (resource: AnyResource): Answer => ({
  status: 200,
  resource,
  version: null,
})

/** An answer that is one version of one resource. */
export const versionAnswer = (base: string, resource: Resource, shape: Shape): Answer => ({
  status: 200,
  resource: shaped(resource, shape),
  version: {
    etag: versionTag(resource.meta.versionId),
    lastModified: resource.meta.lastUpdated,
    location: `${fullUrl(base, resource)}/_history/${resource.meta.versionId}`,
  },
})
