const SHAPE = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** @returns whether the text can name a group: 1 to 64 of a to z, digits and hyphens, no hyphen at either end */
export const isGroupId = (text: string): boolean => SHAPE.test(text)

/**
 * The id of a group that its source names by words only: those of its region and its name, in lower case, æ ø å written out.
 * The names of a region's groups differ, so that the id stays the same whatever else the source comes to say of the group.
 *
 * @returns null when nothing is left to make an id of
 */
export function groupIdOf(region: string, name: string): string | null {
  const id = `${region} ${name}`
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-|-$/g, '')
  return isGroupId(id) ? id : null
}
