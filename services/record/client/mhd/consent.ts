import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { CONSENT_FILTER_APPLIED } from '../../../nsp/xds/registry-response.ts'
import { type FhirObject, type FhirResource, objectIn, objectsIn } from '../fhir/json.ts'

/**
 * Whether outcomes beside a search's matches say that consent held something back: by the issue type `suppressed`, or in the words
 * that the registry behind it uses.
 *
 * @throws {UpstreamAnswerInvalid} where they say that the answer is incomplete for another reason
 */
export function isFiltered(outcomes: readonly FhirResource[]): boolean {
  const issues = outcomes.flatMap((outcome) => objectsIn(outcome, 'issue'))
  const others = issues.filter((issue) => !isConsent(issue))
  if (others.some(({ code }) => code === 'incomplete'))
    throw new UpstreamAnswerInvalid('a source behind it did not answer')
  return others.length < issues.length
}

function isConsent(issue: FhirObject): boolean {
  const words = [issue.diagnostics, objectIn(issue, 'details')?.text]
  const isSaid = words.some((text) => String(text).includes(CONSENT_FILTER_APPLIED))
  return issue.code === 'suppressed' || isSaid
}
