import { MUNICIPALITIES } from './municipalities.ts'

/** Region codes by the municipalities that lie in them, from the first code to the last, both inclusive. */
const RANGES: readonly (readonly [string, string, string])[] = [
  ['0253', '0253', '1085'],
  ['0259', '0259', '1085'],
  ['0265', '0269', '1085'],
  ['0101', '0270', '1084'],
  ['0306', '0390', '1085'],
  ['0400', '0400', '1084'],
  ['0411', '0411', '1084'],
  ['0410', '0607', '1083'],
  ['0621', '0630', '1083'],
  ['0773', '0773', '1081'],
  ['0787', '0787', '1081'],
  ['0615', '0791', '1082'],
  ['0810', '0860', '1081'],
]

/**
 * Region of each municipality, both by code.
 *
 * @see Statistics Denmark, NUTS: regions, provinces and municipalities
 */
export const REGION_OF_MUNICIPALITY: ReadonlyMap<string, string> = new Map(
  [...MUNICIPALITIES.keys()].flatMap((code) => {
    const range = RANGES.find(([first, last]) => first <= code && code <= last)
    return range ? [[code, range[2]] as const] : []
  }),
)
