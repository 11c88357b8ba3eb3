const RANKS: ReadonlyMap<string, number> = new Map([
  ['sor-xml', 1],
  ['sor2-csv', 2],
  ['sor-csv', 3],
  ['eer', 4],
  ['ldap', 5],
  // What dates a group says more of it than a list that does not.
  ['groups', 6],
  ['clusters', 7],
])

const OTHER = 5
const SAMPLE = 9

/** Where several sources hold one unit, the one of the lowest rank is read. */
export function rankOf(format: string, isSample: boolean): number {
  if (!isSample) return RANKS.get(format) ?? OTHER
  return format === 'sor-xml' ? SAMPLE : SAMPLE + 1
}

const ONE_GLN_PER_UNIT: ReadonlySet<string> = new Set(['sor-xml', 'sor-csv'])

/** Whether a format gives a unit one GLN at most. */
export const hasOneGlnPerUnit = (format: string): boolean => ONE_GLN_PER_UNIT.has(format)
