import { Attribute, Change } from 'ldapts'
import { OnlyIf } from './controls.ts'
import type { LdapAttributes } from './entry.ts'
import { LdapRefused } from './errors.ts'
import type { LdapFilter } from './filter.ts'
import type { LdapLink } from './link.ts'
import { RESULT } from './result-codes.ts'

/** What became of a change: `spared` where the entry is not one that may be changed, or others hang below it. */
export type Changed = 'done' | 'exists' | 'absent' | 'spared'

/** Adds an entry. */
export const addEntry = (
  link: LdapLink,
  dn: string,
  attributes: LdapAttributes,
): Promise<Changed> =>
  changed(() =>
    link.call(`add entry "${dn}"`, () => link.client.add(dn, toAttributes(attributes, isFilled))),
  )

/**
 * Makes the attributes of an entry what they are given as; others stay.
 *
 * @param onlyIf an entry that the filter does not take is spared
 */
export const replaceAttributes = (
  link: LdapLink,
  dn: string,
  { attributes, onlyIf }: { readonly attributes: LdapAttributes; readonly onlyIf: LdapFilter },
): Promise<Changed> =>
  changed(() => {
    const changes = toAttributes(attributes, () => true).map(
      (modification) => new Change({ operation: 'replace', modification }),
    )
    return link.call(`change entry "${dn}"`, () =>
      link.client.modify(dn, changes, new OnlyIf(onlyIf)),
    )
  })

/**
 * Removes an entry that has none below it.
 *
 * @param onlyIf an entry that the filter does not take is spared
 */
export const removeEntry = (link: LdapLink, dn: string, onlyIf: LdapFilter): Promise<Changed> =>
  changed(() => link.call(`remove entry "${dn}"`, () => link.client.del(dn, new OnlyIf(onlyIf))))

const isFilled = (values: readonly string[]): boolean => values.length > 0

const toAttributes = (
  attributes: LdapAttributes,
  wanted: (values: readonly string[]) => boolean,
): Attribute[] =>
  Object.entries(attributes).flatMap(([type, values]) =>
    wanted(values) ? [new Attribute({ type, values: [...values] })] : [],
  )

const OUTCOMES: ReadonlyMap<number, Changed> = new Map([
  [RESULT.entryAlreadyExists, 'exists'],
  [RESULT.noSuchObject, 'absent'],
  [RESULT.assertionFailed, 'spared'],
  [RESULT.notAllowedOnNonLeaf, 'spared'],
])

async function changed(change: () => Promise<void>): Promise<Changed> {
  try {
    await change()
    return 'done'
  } catch (error) {
    const outcome = error instanceof LdapRefused ? OUTCOMES.get(error.resultCode) : undefined
    if (outcome) return outcome
    throw error
  }
}
