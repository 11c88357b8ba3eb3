import type { FhirElement, FhirValue, Resource } from '../resource.ts'

/** A code with its system, as it stands in a resource. */
export interface HeldToken {
  readonly system: string | null
  readonly code: string
}

/** @returns the elements at a path of names, of every member of every list on the way */
export function valuesAt(resource: FhirElement, path: string): readonly FhirValue[] {
  return path.split('.').reduce<readonly FhirValue[]>(
    (values, name) =>
      values.flatMap((value) => {
        const found = isElement(value) ? value[name] : undefined
        return found === undefined ? [] : isList(found) ? [...found] : [found]
      }),
    [resource],
  )
}

/** @returns what a token can be compared with: codings, identifiers, and codes that stand alone */
export const tokensAt = (resource: FhirElement, path: string): readonly HeldToken[] =>
  valuesAt(resource, path).flatMap((value) => {
    if (!isElement(value)) return isList(value) ? [] : [{ system: null, code: String(value) }]
    if (value.coding !== undefined) return tokensAt(value, 'coding')
    const code = value.code ?? value.value
    if (typeof code !== 'string') return []
    return [{ system: typeof value.system === 'string' ? value.system : null, code }]
  })

/** @returns what references point at, as `Type/id` */
export const referencesAt = (resource: FhirElement, path: string): readonly string[] =>
  textsAt(resource, `${path}.reference`)

/** @returns the texts at a path */
export const textsAt = (resource: FhirElement, path: string): readonly string[] =>
  valuesAt(resource, path).filter((value) => typeof value === 'string')

/** A `ResourceLink.idsOf` for references of one type at a path. */
export const idsAt =
  (path: string, type: string) =>
  (resource: Resource): readonly string[] =>
    referencesAt(resource, path).flatMap((reference) =>
      reference.startsWith(`${type}/`) ? [reference.slice(type.length + 1)] : [],
    )

const isList = (value: FhirValue): value is readonly FhirValue[] => Array.isArray(value)

const isElement = (value: FhirValue): value is FhirElement =>
  typeof value === 'object' && !isList(value)
