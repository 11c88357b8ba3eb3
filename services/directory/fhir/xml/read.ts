import { SaxesParser } from 'saxes'
import { FhirBodyInvalid } from '../../errors/fhir.ts'
import type { AnyResource, FhirElement, FhirValue } from '../resource.ts'

const MAX_DEPTH = 50
/** Elements that may come several times, of the resources that are read: Bundles and Parameters. */
const LISTS = new Set(['entry', 'link', 'parameter', 'part', 'identifier', 'coding', 'profile'])

interface Open {
  readonly name: string
  readonly element: Record<string, FhirValue>
}

/**
 * Reads a resource that stands in XML: the ones that are sent to us, Bundles of requests and Parameters. Values stay texts.
 *
 * @throws {FhirBodyInvalid} for what is no XML, has a document type, or is nested deeper than any resource of R4
 */
export function resourceOfXml(text: string): AnyResource {
  const root: Open = { name: '', element: {} }
  const stack: Open[] = [root]
  const parser = new SaxesParser({ xmlns: false, position: true })
  const refuse = (state: string): never => {
    throw new FhirBodyInvalid(`Cannot read body "of ${text.length} characters": ${state}`)
  }
  parser.on('error', () => refuse(`it is no XML in line ${parser.line}`))
  parser.on('doctype', () => refuse('it has a document type'))
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length > MAX_DEPTH) refuse('it is nested too deep')
    const { value: _, xmlns: __, ...rest } = attributes
    stack.push({ name, element: { ...rest, ...simple(attributes.value) } })
  })
  parser.on('closetag', () => {
    const closed = stack.pop()
    const parent = stack.at(-1)
    if (closed && parent) attach(parent.element, closed)
  })
  parser.write(text).close()
  const [resource] = Object.entries(root.element)
  if (!resource) return refuse('nothing is in it')
  const [resourceType, elements] = resource
  return { resourceType, ...asElement(elements) }
}

// A primitive is known by its attribute; it is taken out of the element again when that closes.
const VALUE = '\u0000value'

const simple = (value: string | undefined): Record<string, FhirValue> =>
  value === undefined ? {} : { [VALUE]: value }

function attach(parent: Record<string, FhirValue>, { name, element }: Open): void {
  const value = element[VALUE] ?? contentOf(name, element)
  const held = parent[name]
  if (held !== undefined && isList(held)) parent[name] = [...held, value]
  else if (held !== undefined) parent[name] = [held, value]
  else parent[name] = LISTS.has(name) ? [value] : value
}

// `resource` wraps one that names itself by its tag.
function contentOf(name: string, element: Record<string, FhirValue>): FhirValue {
  const [inner] = Object.entries(element)
  if (name !== 'resource' || !inner) return element
  const [resourceType, elements] = inner
  return { resourceType, ...asElement(elements) }
}

function asElement(value: FhirValue): FhirElement {
  return typeof value === 'object' && !isList(value) ? value : {}
}

const isList = (value: FhirValue): value is readonly FhirValue[] => Array.isArray(value)
