import type { EntryRule, FieldRule } from './mapping/mapping.ts'

/** An entry as it is kept: its name, and its attributes by name in lower case; bytes as Base64. */
export interface SpooledEntry {
  readonly dn: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

/** An entry seen through a rule of a mapping. */
export interface MappedEntry {
  readonly line: number
  readonly dn: string
  /** Every value of a field. */
  texts(field: string): readonly string[]
  /** The first value of a field; null where there is none. */
  text(field: string): string | null
}

/** Reads an entry by a rule. */
export function mappedEntry(rule: EntryRule, entry: SpooledEntry, line: number): MappedEntry {
  const texts = (field: string): readonly string[] => {
    const of = rule.fields.get(field)
    return of ? valuesBy(of, entry) : []
  }
  return { line, dn: entry.dn, texts, text: (field) => texts(field)[0] ?? null }
}

/** @returns the attributes that a rule reads */
export const attributesOf = ({ fields }: EntryRule): readonly string[] => [
  ...new Set([...fields.values()].flatMap(({ from }) => from).filter((name) => name !== 'dn')),
]

function valuesBy(rule: FieldRule, entry: SpooledEntry): readonly string[] {
  for (const name of rule.from) {
    const raw = name === 'dn' ? [entry.dn] : (entry.attributes[name.toLowerCase()] ?? [])
    const values = raw.flatMap((value) => valueBy(rule, value))
    if (values.length > 0) return [...new Set(values)]
  }
  return []
}

function valueBy({ rdn, pattern, map }: FieldRule, value: string): readonly string[] {
  const named = rdn === null ? value : rdnOf(value, rdn)
  const taken = pattern === null || named === null ? named : (pattern.exec(named)?.[1] ?? null)
  const text = taken?.trim()
  return text ? [map.get(text) ?? text] : []
}

/** @returns the value of an attribute in a name, the innermost first; null where it is not in it */
function rdnOf(dn: string, attribute: string): string | null {
  for (const part of dn.split(/(?<!\\)[,+]/)) {
    const [name = '', ...value] = part.split('=')
    if (name.trim().toLowerCase() === attribute.toLowerCase()) {
      return value.join('=').trim().replace(/\\(.)/g, '$1')
    }
  }
  return null
}
