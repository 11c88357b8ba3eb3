import type { OrganisationName } from '../../domain/coded.ts'
import { type FhirObject, objectIn, objectsIn, textIn } from '../fhir/json.ts'

const SOR_SYSTEM = 'urn:oid:1.2.208.176.1.1'

/** Who and what measured it, as they are labelled: people and organisations, then the device; null where nobody is. */
export function measuredBy(observation: FhirObject): string | null {
  const device = objectIn(observation, 'device')
  const all = [...objectsIn(observation, 'performer'), ...(device ? [device] : [])]
  const names = all.map((each) => textIn(each, 'display')).filter((name) => name !== null)
  return names.length > 0 ? names.join(', ') : null
}

/** The organisation among those who measured it; null where there is none, or several: which of them answers for it is not told. */
export function responsibleFor(observation: FhirObject): OrganisationName | null {
  const organisations = objectsIn(observation, 'performer').flatMap((performer) => {
    const { system, value } = objectIn(performer, 'identifier') ?? {}
    const sorId = system === SOR_SYSTEM && typeof value === 'string' ? value : null
    const name = textIn(performer, 'display')
    const isNamed = textIn(performer, 'type') === 'Organization' && name !== null
    return isNamed || sorId !== null ? [{ sorId, ydernummer: null, shak: null, name }] : []
  })
  return organisations.length === 1 ? (organisations[0] ?? null) : null
}
