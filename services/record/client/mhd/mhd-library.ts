import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { OID } from '../../../nsp/xds/document-types.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import { type DocumentLibrary, newestFirst, type Wanted } from '../documents/library.ts'
import { FhirFault } from '../fhir/errors.ts'
import type { FhirAsking } from '../fhir/exchange.ts'
import type { FhirClient } from '../fhir/fhir-client.ts'
import { tokenOf } from '../fhir/token-of.ts'
import type { Asking } from '../source.ts'
import { isFiltered } from './consent.ts'
import { type MhdDocument, mhdDocumentOf } from './document-reference.ts'

/**
 * Documents over IHE MHD (ITI-67, ITI-68). The person number goes into the form of a POST, never into an address.
 *
 * That the platform has this way in is known, its guide is not: parameters and the way in which consent is told are unverified.
 */
export function mhdLibrary(client: FhirClient): DocumentLibrary {
  // Where the content of a listed document lies; of one that came from elsewhere it is asked again.
  const urls = new WeakMap<DocumentReference, string>()
  const search = async (asking: Asking, parameters: URLSearchParams) => {
    const found = await client.search(fhirAsking(asking), 'DocumentReference', parameters)
    const documents = found.matches.map((each) => mhdDocumentOf(each, asking.regarding.cpr))
    for (const { reference, url } of documents) urls.set(reference, url)
    return { documents, isFiltered: isFiltered(found.outcomes) }
  }
  const urlOf = async (asking: Asking, document: DocumentReference): Promise<string | null> => {
    const known = urls.get(document)
    if (known !== undefined) return known
    const found = await search(asking, parametersOf(asking, null))
    const isIt = ({ reference }: MhdDocument) => reference.uniqueId === document.uniqueId
    const it = found.documents.find(isIt)
    if (it) return it.url
    if (found.isFiltered) return null
    throw new UpstreamAnswerInvalid('it does not list the document that was asked for')
  }
  return {
    async list(asking, wanted) {
      const found = await search(asking, parametersOf(asking, wanted))
      const documents = found.documents.filter((each) => fits(each, wanted))
      return { documents: newestFirst(documents), isFiltered: found.isFiltered }
    },
    async content(asking, document) {
      const url = await urlOf(asking, document)
      return url === null ? null : contentAt(client, url, asking)
    },
  }
}

const fhirAsking = ({ acting, regarding, signal }: Asking): FhirAsking => ({
  ...{ token: tokenOf(acting), cpr: regarding.cpr, signal },
})

async function contentAt(client: FhirClient, url: string, asking: Asking): Promise<Buffer | null> {
  try {
    return (await client.content(fhirAsking(asking), url)).body
  } catch (error) {
    if (error instanceof FhirFault && error.issues.includes('suppressed')) return null
    throw error
  }
}

// A reason is demanded; the one in words stays with who asked, and is not handed on.
const OVERRIDE_REASON = 'Consent is set aside'

function parametersOf({ regarding }: Asking, wanted: Wanted | null): URLSearchParams {
  const parameters = new URLSearchParams({
    'patient.identifier': `urn:oid:${OID.cpr}|${regarding.cpr}`,
    status: wanted?.deprecatedToo === false ? 'current' : 'current,superseded',
  })
  if (regarding.consentOverride) {
    parameters.set('consentOverride', 'true')
    parameters.set('reason', OVERRIDE_REASON)
  }
  const types = wanted?.typeCodes?.map(({ code, scheme }) => `${systemOf(scheme)}|${code}`)
  if (types) parameters.set('type', types.join(','))
  return parameters
}

// LOINC has an address of its own in FHIR; other systems keep their OID.
const systemOf = (scheme: string): string =>
  scheme === OID.loinc ? 'http://loinc.org' : `urn:oid:${scheme}`

const fits = ({ reference }: MhdDocument, wanted: Wanted): boolean =>
  (wanted.deprecatedToo || reference.status === 'APPROVED') &&
  (wanted.formatCodes?.includes(reference.format.code) ?? true) &&
  (wanted.typeCodes?.some(({ code }) => code === reference.type.code) ?? true)
