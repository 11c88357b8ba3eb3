import { MUNICIPALITIES } from './municipalities.ts'
import { NET_OPERATORS } from './net-operators.ts'
import { REGIONS } from './regions.ts'
import { SPECIALITIES } from './specialities.ts'
import { UNIT_TYPES } from './unit-types.ts'

/** The code lists of the registers that we know labels of. */
export const CODE_LISTS = {
  unitType: UNIT_TYPES,
  speciality: SPECIALITIES,
  region: REGIONS,
  network: NET_OPERATORS,
  municipality: MUNICIPALITIES,
} as const satisfies Record<string, ReadonlyMap<string, string>>

/** Name of one of the code lists. */
export type CodeList = keyof typeof CODE_LISTS

/** @returns the Danish label of a code; null when the list does not hold it */
export const labelOf = (list: CodeList, code: string): string | null =>
  CODE_LISTS[list].get(code) ?? null
