import { isGlnSystem } from '../../domain/identifier/gln.ts'
import { type Json, objectIn, objectsIn, textIn } from './json.ts'

const SOR_SYSTEM = 'urn:oid:1.2.208.176.1.1'
const CVR_SYSTEMS: ReadonlySet<string> = new Set([
  'http://cvr.dk',
  'https://cvr.dk',
  'urn:oid:1.3.198',
])

const valueWhere = (resource: Json, isMeant: (system: string) => boolean): string | null => {
  const found = objectsIn(resource.identifier).find(({ system }) => isMeant(textIn(system) ?? ''))
  return found === undefined ? null : textIn(found.value)
}

/** @returns the SOR id as written; null where the resource states none */
export const sorIdIn = (resource: Json): string | null =>
  valueWhere(resource, (system) => system === SOR_SYSTEM)

/** @returns the GLN as written, whatever the spelling of its system; null where the resource states none */
export const glnIn = (resource: Json): string | null => valueWhere(resource, isGlnSystem)

/** @returns the company number as written; null where the resource states none */
export const cvrIn = (resource: Json): string | null =>
  valueWhere(resource, (system) => CVR_SYSTEMS.has(system))

/** @returns the value of the identifier whose system ends so; null where the resource states none */
export const valueOfSystem = (resource: Json, ending: string): string | null =>
  valueWhere(resource, (system) => system.endsWith(ending))

/** @returns the SOR id that a reference carries beside its address; null where it carries none */
export function sorIdOfReference(reference: Json): string | null {
  const identifier = objectIn(reference.identifier)
  return textIn(identifier.system) === SOR_SYSTEM ? textIn(identifier.value) : null
}
