/**
 * Regions by SOR's region code.
 *
 * @see SOR code list RegionCode
 */
export const REGIONS: ReadonlyMap<string, string> = new Map([
  ['1081', 'Region Nordjylland'],
  ['1082', 'Region Midtjylland'],
  ['1083', 'Region Syddanmark'],
  ['1084', 'Region Hovedstaden'],
  ['1085', 'Region Sjælland'],
])
