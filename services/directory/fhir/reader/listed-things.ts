import type { ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { Version } from '../resource/version.ts'
import type { Resource, ResourceType } from '../resource.ts'
import { itemsAround } from './items-around.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import type { Things } from './things.ts'
import { currentVersions } from './versioned.ts'

/** One of some resources that are few enough to be read all at one time. */
export interface Listed {
  readonly id: string
  /** What is touched when it is. */
  readonly key: string
  toResource(version: Version): Resource
}

/** What is needed of resources that are listed whole. */
export interface ListedShape extends Pick<Things, 'touched' | 'isTheirs'> {
  readonly type: ResourceType
  /** All that there are on a view. */
  list(view: ViewedCatalogue): Promise<readonly Listed[]>
}

/** Resources that are listed whole, as things. */
export const listedThings = (shape: ListedShape): Things => ({
  name: `listed ${shape.type}`,
  touched: shape.touched,
  isTheirs: shape.isTheirs,
  keysOf: async (view, ids) => {
    const wanted = new Set(ids)
    const listed = await shape.list(view)
    return new Map(listed.flatMap(({ id, key }) => (wanted.has(id) ? [[id, key] as const] : [])))
  },
  resources: async (view, versions) => {
    const listed = new Map((await shape.list(view)).map((one) => [one.id, one]))
    return new Map(
      [...versions].map(([id, version]) => [id, listed.get(id)?.toResource(version) ?? null]),
    )
  },
  items: (source, touches) =>
    itemsAround(source, touches, async (view, keys) => {
      const wanted = new Set(keys)
      return (await shape.list(view)).flatMap(({ id, key }) => (wanted.has(key) ? [id] : []))
    }),
})

/** All of them as they are now. */
export async function allListed(
  source: ReaderSource,
  shape: ListedShape,
): Promise<readonly Resource[]> {
  const listed = await shape.list(await viewOf(source))
  const things = listedThings(shape)
  const ids = listed.map(({ id }) => id)
  const versions = await currentVersions(source, things, ids)
  return listed.flatMap((one) => {
    const version = versions.get(one.id)
    return version ? [one.toResource(version)] : []
  })
}
