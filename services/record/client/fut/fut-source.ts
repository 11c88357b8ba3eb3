import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { TimeRange } from '../../domain/asker.ts'
import type { FhirClient } from '../fhir/fhir-client.ts'
import { tokenOf } from '../fhir/token-of.ts'
import { measuredWithin, mergedTimeLine } from '../format/measurements/time-line.ts'
import { isFiltered } from '../mhd/consent.ts'
import type { ObservationSource } from '../source.ts'
import { observed } from './observation.ts'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
const PAGE_SIZE = '100'

/**
 * Measurements of the telemedicine infrastructure, searched for as `Observation` by POST.
 *
 * That its measurement server searches observations by subject and date is published; that it takes a person number there, and the
 * token of our sign-in, is invented: its own patients have ids of their own, and its tokens are of its own issuer.
 *
 * @param client of its measurement server
 */
export const futSource = (client: FhirClient): ObservationSource => ({
  async measurements({ acting, regarding, signal }, range) {
    const { cpr } = regarding
    const asking = { token: tokenOf(acting), cpr, signal }
    const found = await client.search(asking, 'Observation', parametersOf(cpr, range))
    if (found.total !== null && found.total > found.matches.length) {
      throw new UpstreamAnswerInvalid('it counts more observations than it gives')
    }
    const line = mergedTimeLine(found.matches.map((each) => observed(each, cpr)))
    const entries = measuredWithin(line, range)
    const filtered = isFiltered(found.outcomes)
    if (entries.length > 0) return { kind: 'found', part: { entries, filtered } }
    return { kind: filtered ? 'allHeldBack' : 'none' }
  },
})

function parametersOf(cpr: string, { from, to }: TimeRange): URLSearchParams {
  const parameters = new URLSearchParams({ _count: PAGE_SIZE })
  parameters.set('subject:identifier', `${CPR_SYSTEM}|${cpr}`)
  if (from !== null) parameters.append('date', `ge${from}`)
  if (to !== null) parameters.append('date', `le${to}`)
  return parameters
}
