import type { Tag, TagAttribute } from './tree-builder.ts'

const XML = 'http://www.w3.org/XML/1998/namespace'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** Which namespaces prefixes stand for, as elements open and close. */
export class Namespaces {
  readonly #scopes: ReadonlyMap<string, string>[] = [new Map([['xml', XML]])]

  /**
   * An element opens.
   *
   * @param attributes are given their namespaces
   * @returns null where a prefix is declared by nobody or may not be, the name is that of declarations, or an attribute stands there twice
   */
  opened(name: string, attributes: readonly TagAttribute[]): Tag | null {
    const scope = name === 'xmlns' ? null : this.#scopeWith(attributes)
    const uri = scope && uriOf(prefixOf(name) ?? '', scope)
    if (!scope || uri === null || !resolved(attributes, scope)) return null
    this.#scopes.push(scope)
    return { name, uri, attributes }
  }

  /** The last that opened closes. */
  closed(): void {
    this.#scopes.pop()
  }

  #scopeWith(attributes: readonly TagAttribute[]): ReadonlyMap<string, string> | null {
    const around = this.#scopes.at(-1) ?? new Map<string, string>()
    let own: Map<string, string> | null = null
    for (const { name, value } of attributes) {
      const declared = declaredBy(name)
      if (declared === null) continue
      const mayBe = !RESERVED.has(declared) && !RESERVED.has(value) && (declared === '' || value)
      // Space around a name is taken away by some and not by others.
      if (!mayBe || value.trim() !== value) return null
      own ??= new Map(around)
      own.set(declared, value)
    }
    return own ?? around
  }
}

// What only the standard may speak of.
const RESERVED: ReadonlySet<string> = new Set(['xml', 'xmlns', XML, XMLNS])

const prefixOf = (name: string): string | null => {
  const colon = name.indexOf(':')
  return colon === -1 ? null : name.slice(0, colon)
}

/** The prefix that an attribute declares, `''` for none; null where it is no declaration. */
function declaredBy(name: string): string | null {
  if (name === 'xmlns') return ''
  return name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : null
}

// Without a prefix an element is of the default namespace, or of none.
const uriOf = (prefix: string, scope: ReadonlyMap<string, string>): string | null =>
  scope.get(prefix) ?? (prefix === '' ? '' : null)

/** Gives attributes their namespaces. @returns whether all have one, and none stands there twice */
function resolved(
  attributes: readonly TagAttribute[],
  scope: ReadonlyMap<string, string>,
): boolean {
  const seen = new Set<string>()
  for (const attribute of attributes) {
    const { name } = attribute
    const prefix = prefixOf(name)
    const uri = declaredBy(name) !== null ? XMLNS : prefix === null ? '' : uriOf(prefix, scope)
    if (uri === null) return false
    attribute.uri = uri
    seen.add(prefix === null ? name : `{${uri}}${name.slice(prefix.length + 1)}`)
  }
  return seen.size === attributes.length
}
