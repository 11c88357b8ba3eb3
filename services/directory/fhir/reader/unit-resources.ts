import type { ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'
import type { UnitShape } from './unit-shape.ts'

/**
 * Units as resources, each with the version that is given for it.
 *
 * @returns null where there is none of the type, or none any more
 */
export async function unitResources(
  { directory }: ViewedCatalogue,
  shape: UnitShape,
  versions: ReadonlyMap<string, Version>,
): Promise<ReadonlyMap<string, Resource | null>> {
  const build = async ([id, version]: [string, Version]): Promise<[string, Resource | null]> => {
    const unit = await directory.unit(id)
    if (unit === null || unit.isGone) return [id, null]
    const mailboxes = shape.showsMailboxes ? await ownMailboxes(directory, unit) : []
    return [id, shape.toResource({ unit, mailboxes }, version)]
  }
  return new Map(await Promise.all([...versions].map(build)))
}

async function ownMailboxes(
  directory: ViewedCatalogue['directory'],
  unit: Unit,
): Promise<readonly Mailbox[]> {
  const { holder, mailboxes } = await directory.walk(unit)
  return holder?.sorId === unit.sorId ? mailboxes : []
}
