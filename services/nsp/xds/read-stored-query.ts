import { attribute, children, needed } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { query, rim } from './names.ts'
import { slotValues } from './registry-object.ts'

/** A stored query as a registry reads it. */
export interface StoredQuery {
  /** Null where none is named, as old clients of the platform have been seen to do. */
  readonly id: string | null
  readonly returnType: string | null
  /** Values of each parameter without their quotes; several slots of a name are read together. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
}

/**
 * Reads an AdhocQueryRequest.
 *
 * @throws {XmlRefused} where there is no query in it
 */
export function readStoredQuery(request: XmlElement): StoredQuery {
  const asked = needed(request, rim('AdhocQuery'))
  const names = new Set(
    children(asked, rim('Slot')).flatMap((slot) => attribute(slot, 'name') ?? []),
  )
  return {
    id: attribute(asked, 'id'),
    returnType: attribute(children(request, query('ResponseOption'))[0] ?? null, 'returnType'),
    parameters: new Map(
      [...names].map((name) => [name, slotValues(asked, name).flatMap(valuesIn)]),
    ),
  }
}

const QUOTED = /'((?:[^']|'')*)'/g

// `'one'`, `('one','two')` and, for times, a bare number.
function valuesIn(text: string): readonly string[] {
  const found = [...text.matchAll(QUOTED)].map(([, value = '']) => value.replaceAll("''", "'"))
  return found.length > 0 ? found : [text.replace(/^\(|\)$/g, '')]
}
