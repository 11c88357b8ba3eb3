import * as v from 'valibot'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { Code } from '../../domain/coded.ts'
import type { ListedDocument } from '../documents/library.ts'
import type { FhirResource } from '../fhir/json.ts'
import { organisationOf } from '../format/fhir-document/fhir-document.ts'
import { codeableConcept, coding, identifier, resource } from '../format/fhir-document/shapes.ts'

const HOME_COMMUNITY =
  'http://medcomfhir.dk/ig/document/StructureDefinition/medcom-document-homecommunityid-extension'

const person = v.looseObject({ identifier: v.optional(identifier) })

const shape = v.looseObject({
  masterIdentifier: v.looseObject({ value: v.string() }),
  status: v.picklist(['current', 'superseded']),
  type: codeableConcept,
  contained: v.optional(v.array(resource), []),
  author: v.optional(v.array(v.looseObject({ reference: v.optional(v.string()) })), []),
  subject: v.optional(person),
  extension: v.optional(
    v.array(v.looseObject({ url: v.string(), valueCoding: v.optional(coding) })),
    [],
  ),
  content: v.pipe(
    v.array(
      v.looseObject({
        attachment: v.looseObject({
          contentType: v.string(),
          title: v.optional(v.string(), ''),
          creation: v.pipe(v.string(), v.isoTimestamp()),
          url: v.string(),
        }),
        format: v.optional(coding),
      }),
    ),
    v.length(1),
  ),
  context: v.optional(
    v.looseObject({
      period: v.optional(
        v.looseObject({ start: v.optional(v.string()), end: v.optional(v.string()) }),
      ),
      sourcePatientInfo: v.optional(person),
    }),
  ),
})

type Described = v.InferOutput<typeof shape>

/** A document as MHD describes it, and where its content lies. */
export interface MhdDocument extends ListedDocument {
  readonly url: string
}

/**
 * Reads a DocumentReference of MedCom's profile for sharing.
 *
 * @param cpr the citizen, whom it must be about where it says about whom it is
 * @throws {UpstreamAnswerInvalid}
 * @see MedComContainedDocumentReference 2.0.0
 */
export function mhdDocumentOf(found: FhirResource, cpr: string): MhdDocument {
  const result = v.safeParse(shape, found, { abortEarly: true })
  if (!result.success) {
    const path = v.getDotPath(result.issues[0])
    throw new UpstreamAnswerInvalid(`DocumentReference.${path} is missing, or not as it must be`)
  }
  requireOwn(result.output, cpr)
  return described(result.output)
}

function described(from: Described): MhdDocument {
  const [{ attachment, format } = { attachment: null }] = from.content
  if (!attachment) throw new UpstreamAnswerInvalid('DocumentReference.content is missing')
  const home = from.extension.find(({ url }) => url === HOME_COMMUNITY)?.valueCoding
  const { period } = from.context ?? {}
  return {
    reference: {
      uniqueId: from.masterIdentifier.value.replace(/^urn:(oid|uuid):/, ''),
      repositoryId: '',
      homeCommunityId: home?.code ?? '',
      type: neededCode(from.type.coding[0], 'type'),
      format: neededCode(format, 'content.format'),
      title: attachment.title,
      mimeType: attachment.contentType,
      created: attachment.creation,
      author: authorOf(from),
      status: from.status === 'current' ? 'APPROVED' : 'DEPRECATED',
      source: 'mhd',
    },
    service: { start: period?.start ?? null, stop: period?.end ?? null },
    url: attachment.url,
  }
}

function neededCode(from: v.InferOutput<typeof coding> | undefined, place: string): Code {
  if (from?.code && from.system)
    return { code: from.code, system: from.system, display: from.display ?? null }
  throw new UpstreamAnswerInvalid(`DocumentReference.${place} names no code and system`)
}

function authorOf({ author, contained }: Described) {
  const organisations = author
    .map(({ reference }) => contained.find(({ id }) => reference === `#${id}`))
    .filter((each) => each?.resourceType === 'Organization')
  const [organisation] = organisations
  return organisation ? organisationOf(organisation, 'DocumentReference') : null
}

function requireOwn({ subject, context }: Described, cpr: string): void {
  const numbers = [subject?.identifier?.value, context?.sourcePatientInfo?.identifier?.value]
  if (numbers.some((number) => number !== undefined && number.replace('-', '') !== cpr))
    throw new UpstreamAnswerInvalid('it lists a document of somebody else')
}
