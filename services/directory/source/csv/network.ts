// Network operators with their SOR codes, by label in lower case.
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['datagruppen multimed', '81000035007'],
  ['multimed', '81000035007'],
  ['inu-it', '91000035009'],
  ['kmd', '41000035001'],
  ['truecommerce', '51000035003'],
  ['ukendt', '11000035002'],
  ['vejle amt', '71000035005'],
  ['medcom', '100097'],
])

/** The code of a network operator that a source names by code or by label; an unknown label stays, in lower case. */
export function networkOf(code: string | null, label: string | null): string | null {
  if (code !== null && /^\d+$/.test(code)) return code
  const name = (label ?? code)?.toLowerCase()
  return name === undefined ? null : (OPERATORS.get(name) ?? name)
}
