import { FhirParameterUnknown } from '../../errors/fhir.ts'
import type { ResourceKind, ResourceLink } from '../port.ts'
import type { ResourceType } from '../resource.ts'

/** What to add to the matches of a search. */
export interface Include {
  /** Forward: what a resource points at; back: what points at it. */
  readonly direction: 'forward' | 'back'
  /** The type that the link leads from. */
  readonly from: ResourceType
  readonly links: readonly ResourceLink[]
  /** Applied to what has been added, too. */
  readonly iterates: boolean
}

/**
 * Reads the value of `_include` or `_revinclude`: `Type:parameter` or `Type:parameter:Target`.
 *
 * @param name with its suffix, such as `_include:iterate`
 * @param searched the type that is searched
 * @throws {FhirParameterUnknown} for a link that there is not
 */
export function includeOf(
  { name, value }: { readonly name: string; readonly value: string },
  searched: ResourceType,
  kinds: ReadonlyMap<ResourceType, ResourceKind>,
): Include {
  const [word = '', suffix] = name.split(':')
  const [type = '', parameter = '', target, ...more] = value.split(':')
  const iterates = suffix === 'iterate'
  const direction = word === '_include' ? 'forward' : 'back'
  const kind = [...kinds.values()].find((known) => known.type === type)
  const links = (kind?.links ?? []).filter(
    (link) => link.parameter === parameter && (target === undefined || link.target === target),
  )
  const reaches =
    iterates ||
    (direction === 'forward'
      ? kind?.type === searched
      : links.some((link) => link.target === searched))
  const isKnownSuffix = suffix === undefined || iterates
  if (!kind || links.length === 0 || more.length > 0 || !reaches || !isKnownSuffix) {
    throw new FhirParameterUnknown(`${name}=${value}`, `${searched} has no such link`)
  }
  return { direction, from: kind.type, links, iterates }
}
