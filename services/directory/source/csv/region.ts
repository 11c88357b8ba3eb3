const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['nordjylland', '1081'],
  ['midtjylland', '1082'],
  ['syddanmark', '1083'],
  ['hovedstaden', '1084'],
  ['sjælland', '1085'],
])

/** The region code 1081 to 1085 that a source names by code, by ISO 3166-2 number or by name; null for any other. */
export function regionOf(text: string | null): string | null {
  if (text === null) return null
  const short = text.toLowerCase().replace(/^(region|dk-)\s*/, '')
  if (/^108[1-5]$/.test(short)) return short
  return /^8[1-5]$/.test(short) ? `10${short}` : (BY_NAME.get(short) ?? null)
}
