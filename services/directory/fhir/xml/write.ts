import type { AnyResource, FhirElement, FhirValue } from '../resource.ts'

const NAMESPACE = 'http://hl7.org/fhir'
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#xA;',
  '\r': '&#xD;',
  '\t': '&#x9;',
}

/** Writes a resource as R4 does in XML: elements come in the order in which the object holds them. */
export const xmlOf = (resource: AnyResource): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${resourceText(resource, ` xmlns="${NAMESPACE}"`)}`

function resourceText({ resourceType, ...elements }: AnyResource, namespace = ''): string {
  return `<${resourceType}${namespace}>${childrenText(elements)}</${resourceType}>`
}

const childrenText = (elements: FhirElement): string =>
  Object.entries(elements)
    .map(([name, value]) =>
      name.startsWith('_')
        ? besideText(name.slice(1), value, elements)
        : elementText(name, value, elements[`_${name}`]),
    )
    .join('')

// Why there is no value is said in the place of the value.
const besideText = (name: string, beside: FhirValue, elements: FhirElement): string =>
  name in elements || typeof beside !== 'object' || isList(beside)
    ? ''
    : `<${name}>${childrenText(beside)}</${name}>`

function elementText(name: string, value: FhirValue, beside: FhirValue | undefined): string {
  if (isList(value)) return value.map((item) => elementText(name, item, undefined)).join('')
  if (typeof value !== 'object') return primitiveText(name, value, beside)
  if (isResource(value)) return `<${name}>${resourceText(value)}</${name}>`
  const { id, url, ...rest } = value
  // Of an extension the address is an attribute; everywhere else it is an element.
  const isExtension = name === 'extension' || name === 'modifierExtension'
  const attributes = attribute('id', id) + (isExtension ? attribute('url', url) : '')
  const inner = isExtension ? rest : withoutId(value)
  return `<${name}${attributes}>${childrenText(inner)}</${name}>`
}

// Narrative is XHTML already.
function primitiveText(
  name: string,
  value: string | number | boolean,
  beside: FhirValue | undefined,
): string {
  if (name === 'div') return String(value)
  const start = `<${name}${attribute('value', value)}`
  if (typeof beside !== 'object' || isList(beside)) return `${start}/>`
  return `${start}>${childrenText(beside)}</${name}>`
}

const withoutId = ({ id: _, ...rest }: FhirElement): FhirElement => rest

const attribute = (name: string, value: FhirValue | undefined): string =>
  value === undefined ? '' : ` ${name}="${escaped(String(value))}"`

// Characters that XML cannot hold at all are left out.
const escaped = (text: string): string =>
  text
    .replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? '')
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

const isList = (value: FhirValue): value is readonly FhirValue[] => Array.isArray(value)

const isResource = (value: FhirElement): value is AnyResource =>
  typeof value.resourceType === 'string'
