import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom'

const XSD = 'http://www.w3.org/2001/XMLSchema'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** A file that the validator may read, by a name without folders. */
export interface XsdFile {
  readonly fileName: string
  readonly contents: string
}

/** A schema that has been read, for changing. */
export interface XsdSchema {
  readonly fileName: string
  /** Null for a schema without a namespace of its own. */
  readonly ns: string | null
  readonly element: Element
}

/** What a schema takes from another. */
export interface XsdReference {
  readonly element: Element
  readonly kind: 'import' | 'include'
  readonly ns: string | null
  /** Null where it names no file. */
  readonly location: string | null
}

/** The schemas in a text: itself, or those that a WSDL holds. */
export function schemasIn(text: string, fileName: string): readonly XsdSchema[] {
  const root = new DOMParser().parseFromString(text, 'text/xml').documentElement
  if (!root) throw new Error(`Cannot read schema "${fileName}": no root element`)
  const isSchema = root.namespaceURI === XSD
  const found = isSchema ? [root] : [...root.getElementsByTagNameNS(XSD, 'schema')]
  return found.map((element, index) => {
    declareAll(element)
    const name = isSchema ? fileName : `${fileName}.${index}.xsd`
    return { fileName: name, ns: element.getAttribute('targetNamespace'), element }
  })
}

/** Imports and includes of a schema. */
export const referencesOf = ({ element }: XsdSchema): readonly XsdReference[] =>
  (['import', 'include'] as const).flatMap((kind) =>
    [...element.getElementsByTagNameNS(XSD, kind)].map((one) => ({
      element: one,
      kind,
      ns: one.getAttribute('namespace'),
      location: one.getAttribute('schemaLocation'),
    })),
  )

/** The text of a schema. */
export const written = ({ fileName, element }: XsdSchema): XsdFile => ({
  fileName,
  contents: new XMLSerializer().serializeToString(element),
})

/**
 * A schema that lets everything pass, in place of one that is not there: it declares just what the others refer to.
 *
 * @param users the schemas that refer to it
 */
export function standIn(ns: string, fileName: string, users: readonly XsdSchema[]): XsdFile {
  const names = new Map<string, string>()
  const declared = declaredIn(users.filter((user) => user.ns === ns))
  for (const { element } of users) {
    for (const one of [...element.getElementsByTagNameNS(XSD, '*')]) {
      for (const attribute of ['ref', 'type', 'base']) {
        const [prefix, name] = one.getAttribute(attribute)?.split(':') ?? []
        if (!prefix || !name || one.lookupNamespaceURI(prefix) !== ns) continue
        if (declared.has(name)) continue
        names.set(`${attribute === 'ref' ? (one.localName ?? '') : 'type'} ${name}`, name)
      }
    }
  }
  const lax = [...names].map(([key, name]) => LAX[key.split(' ', 1)[0] ?? '']?.(name) ?? '')
  const contents = `<xs:schema xmlns:xs="${XSD}" targetNamespace="${ns}" elementFormDefault="qualified">${lax.join('')}</xs:schema>`
  return { fileName, contents }
}

/** Makes a schema include another of the same namespace. */
export function includeIn({ element }: XsdSchema, fileName: string): void {
  const include = element.ownerDocument?.createElementNS(XSD, 'xs:include')
  if (!include) return
  include.setAttribute('schemaLocation', fileName)
  element.insertBefore(include, element.firstChild)
}

const declaredIn = (schemas: readonly XsdSchema[]): ReadonlySet<string> =>
  new Set(
    schemas.flatMap(({ element }) =>
      [...element.childNodes].flatMap((node) => (node as Element).getAttribute?.('name') ?? []),
    ),
  )

const ANY =
  '<xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence><xs:anyAttribute processContents="lax"/>'

const LAX: Readonly<Record<string, (name: string) => string>> = {
  element: (name) =>
    `<xs:element name="${name}"><xs:complexType mixed="true">${ANY}</xs:complexType></xs:element>`,
  attribute: (name) => `<xs:attribute name="${name}" type="xs:string"/>`,
  attributeGroup: (name) => `<xs:attributeGroup name="${name}"/>`,
  group: (name) => `<xs:group name="${name}"><xs:sequence/></xs:group>`,
  type: (name) => `<xs:complexType name="${name}" mixed="true">${ANY}</xs:complexType>`,
}

// Names in values, such as type="tns:Person", need the declarations that stand further out.
function declareAll(element: Element): void {
  const seen = new Set<string>()
  for (let node: Element | Document | null = element; node; node = node.parentNode as Element) {
    for (const { name, value } of [...((node as Element).attributes ?? [])]) {
      if (!name.startsWith('xmlns') || seen.has(name)) continue
      seen.add(name)
      if (node !== element) element.setAttributeNS(XMLNS, name, value)
    }
  }
}
