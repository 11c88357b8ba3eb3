import { LdapUnusable } from '../../../errors/ldap.ts'

/** Where the values of a field stand in an entry. */
export interface FieldRule {
  /** Attributes in order of preference; `dn` is the entry's own name. */
  readonly from: readonly string[]
  /** Takes those values that match, and of each what stands in the group. */
  readonly pattern: RegExp | null
  /** Takes, of a value that is a name, the value of this attribute in it. */
  readonly rdn: string | null
  /** Value as it stands → value as we spell it; others are left as they are. */
  readonly map: ReadonlyMap<string, string>
}

/** The kinds of fact that a rule can read. */
export type MappedKind = 'organisation' | 'mailbox' | 'access-point'

/** Reads facts of one kind out of entries of one class. */
export interface EntryRule {
  readonly kind: MappedKind
  /** Which register a mailbox is stated by: `sor` tells whose it is, `eer` how it is reached. */
  readonly register: 'sor' | 'eer'
  /** Names of entries below the base, outermost last; null for the base itself. */
  readonly below: string | null
  /** Attributes that an entry must have, with their values. */
  readonly where: readonly (readonly [attribute: string, value: string])[]
  readonly fields: ReadonlyMap<string, FieldRule>
}

/** How the entries of an outside directory are read. */
export interface LdapMapping {
  readonly name: string
  readonly rules: readonly EntryRule[]
}

const ADDRESS = ['street', 'postCode', 'city', 'municipality', 'country']

/** Fields of each kind; those with `!` must be mapped. */
const FIELDS: Readonly<Record<MappedKind, readonly string[]>> = {
  organisation: [
    ...['sorId!', 'name!', 'level', 'parentId', 'type', 'typeDisplay', 'specialities', 'cvr'],
    ...['ydernumre', 'shak', 'region', 'inheritsGln', 'validFrom', 'validTo'],
    ...ADDRESS.flatMap((field) => [`visiting.${field}`, `postal.${field}`]),
    ...['phone', 'email', 'website'],
  ],
  mailbox: [
    ...['gln!', 'sorId', 'network', 'status', 'internalOnly', 'connectionType', 'address'],
    ...['accessPointId', 'resourceId', 'messageTypes', 'validFrom', 'validTo'],
  ],
  'access-point': ['id!', 'url', 'network', 'certificate'],
}

/**
 * Reads a mapping.
 *
 * @param file as it goes into the message
 * @throws {LdapUnusable} naming the file, and the place and the rule of every problem
 */
export function mappingFrom(text: string, file: string): LdapMapping {
  const problems: string[] = []
  const problem = (path: string, rule: string): null => {
    problems.push(`${path} ${rule}`)
    return null
  }
  const mapping = mappingIn(jsonIn(text, problem), problem)
  if (mapping && problems.length === 0) return mapping
  throw new LdapUnusable(`Cannot read mapping "${file}": ${problems.join('; ')}`)
}

type Problem = (path: string, rule: string) => null
type Json = Readonly<Record<string, unknown>>

function jsonIn(text: string, problem: Problem): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return problem('$', 'must be JSON')
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function mappingIn(value: unknown, problem: Problem): LdapMapping | null {
  if (value === null) return null
  if (!isObject(value)) return problem('$', 'must be an object')
  onlyKnown(value, '$', ['name', 'about', 'rules'], problem)
  const { name, rules } = value
  if (typeof name !== 'string' || name === '') problem('$.name', 'must be a text')
  if (!Array.isArray(rules) || rules.length === 0) return problem('$.rules', 'must be a list')
  const read = rules.map((rule, at) => ruleIn(rule, `$.rules[${at}]`, problem))
  return { name: String(name), rules: read.filter((rule) => rule !== null) }
}

function onlyKnown(value: Json, path: string, known: readonly string[], problem: Problem): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      problem(`${path}.${name}`, `is unknown: there is ${known.join(', ')}`)
  }
}

function ruleIn(value: unknown, path: string, problem: Problem): EntryRule | null {
  if (!isObject(value)) return problem(path, 'must be an object')
  onlyKnown(value, path, ['kind', 'register', 'below', 'where', 'fields'], problem)
  const { kind, register = 'sor', below = null, where, fields } = value
  if (typeof kind !== 'string' || !(kind in FIELDS)) {
    return problem(`${path}.kind`, `must be one of ${Object.keys(FIELDS).join(', ')}`)
  }
  if (register !== 'sor' && register !== 'eer')
    return problem(`${path}.register`, 'must be sor or eer')
  if (below !== null && typeof below !== 'string') return problem(`${path}.below`, 'must be a text')
  if (!isObject(where) || Object.keys(where).length === 0) {
    return problem(`${path}.where`, 'must name an attribute and its value')
  }
  const pairs = Object.entries(where).map(([name, of]) => [name, String(of)] as const)
  const read = fieldsIn(fields, { path: `${path}.fields`, kind: kind as MappedKind }, problem)
  return read && { kind: kind as MappedKind, register, below, where: pairs, fields: read }
}

function fieldsIn(
  value: unknown,
  { path, kind }: { readonly path: string; readonly kind: MappedKind },
  problem: Problem,
): ReadonlyMap<string, FieldRule> | null {
  if (!isObject(value)) return problem(path, 'must be an object')
  const names = FIELDS[kind].map((name) => name.replace('!', ''))
  onlyKnown(value, path, names, problem)
  for (const name of FIELDS[kind]) {
    const bare = name.replace('!', '')
    if (bare !== name && !(bare in value)) problem(`${path}.${bare}`, 'must be mapped')
  }
  const fields = Object.entries(value).map(
    ([name, rule]) => [name, fieldIn(rule, `${path}.${name}`, problem)] as const,
  )
  return new Map(fields.flatMap(([name, rule]) => (rule ? [[name, rule] as const] : [])))
}

function fieldIn(value: unknown, path: string, problem: Problem): FieldRule | null {
  const rule: unknown = typeof value === 'string' ? { from: value } : value
  if (!isObject(rule)) return problem(path, 'must be an attribute, or an object with "from"')
  onlyKnown(rule, path, ['from', 'pattern', 'rdn', 'map'], problem)
  const from = [rule.from].flat()
  const { rdn = null, map = {} } = rule
  if (!from.every((name) => typeof name === 'string' && /^[A-Za-z][\w;-]*$/.test(name))) {
    return problem(`${path}.from`, 'must name attributes')
  }
  if (rdn !== null && typeof rdn !== 'string') return problem(`${path}.rdn`, 'must be an attribute')
  if (!isObject(map)) return problem(`${path}.map`, 'must be an object')
  const pattern = patternIn(rule.pattern, `${path}.pattern`, problem)
  const pairs = Object.entries(map).map(([was, is]) => [was, String(is)] as const)
  return { from: from.map(String), rdn, pattern, map: new Map(pairs) }
}

function patternIn(value: unknown, path: string, problem: Problem): RegExp | null {
  if (value === undefined) return null
  try {
    const pattern = new RegExp(String(value), 'i')
    const groups = (new RegExp(`${pattern.source}|`).exec('')?.length ?? 1) - 1
    return groups === 1 ? pattern : problem(path, 'must have one group')
  } catch {
    return problem(path, 'must be a regular expression')
  }
}
