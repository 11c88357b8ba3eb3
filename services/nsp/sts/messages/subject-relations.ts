import { attribute, elementsOf } from '../../xml/element.ts'
import { XmlRefused } from '../../xml/errors.ts'
import { rootOf, XML_LIMITS } from '../../xml/parse.ts'
import { xml } from '../../xml/template.ts'
import type { ActingRight } from './claims.ts'

const NS = 'urn:dk:healthcare:saml:subject_relations:1.0'
const LIMITS = { ...XML_LIMITS, maxBytes: 65_536, maxDepth: 10 }

/** Somebody for whom the STS has found that the citizen may act. */
export interface SubjectRelation {
  readonly cpr: string
  readonly by: ActingRight
}

/**
 * Writes the value of the claim `SubjectRelations`: base64 of XML with a `VerifiedRelation` for each person.
 *
 * Only `VerifiedRelation` and its `relatedPersonID` are seen in a client's source; the rest is ours.
 */
export function writeSubjectRelations(relations: readonly SubjectRelation[]): string {
  const each = relations.map(
    ({ cpr, by }) => xml`<VerifiedRelation relation="${by}" relatedPersonID="${cpr}"/>`,
  )
  const written = xml`<SubjectRelations xmlns="${NS}">${each}</SubjectRelations>`
  return Buffer.from(written.toString()).toString('base64')
}

/**
 * Numbers of those whom the claim `SubjectRelations` names.
 *
 * @throws {XmlRefused} for what is no base64 of XML
 */
export function readSubjectRelations(claim: string): readonly string[] {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(claim)) throw new XmlRefused('it is not base64')
  return elementsOf(rootOf(Buffer.from(claim, 'base64'), LIMITS))
    .filter(({ localName }) => localName === 'VerifiedRelation')
    .flatMap((relation) => attribute(relation, 'relatedPersonID') ?? [])
}
