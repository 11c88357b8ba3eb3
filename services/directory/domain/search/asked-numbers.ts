import { wrongGln } from '../identifier/gln.ts'
import type { OrganisationKey } from '../identifier/organisation-key.ts'
import { organisationKey } from '../identifier/organisation-key.ts'
import { wrongSorId } from '../identifier/sor-id.ts'

/** What a word of a search could be a number of. */
export interface AskedNumber {
  readonly sorId: string | null
  readonly postCode: string | null
  /** Numbers that name units by way of other registers. */
  readonly keys: readonly OrganisationKey[]
}

/** Reads a word as the numbers that it could be; a word without a digit is none. */
export function askedNumber(word: string): AskedNumber {
  const written = word.toUpperCase()
  return {
    sorId: wrongSorId(written) === null ? written : null,
    postCode: /^\d{4}$/.test(written) ? written : null,
    keys: /\d/.test(written)
      ? [
          ...(wrongGln(written) === null ? [organisationKey({ gln: written })] : []),
          ...(/^(\w{6}|99\w{6})$/.test(written) ? [organisationKey({ ydernummer: written })] : []),
          ...(/^\w{4}(\w{2,3})?$/.test(written) ? [organisationKey({ shak: written })] : []),
        ]
      : [],
  }
}
