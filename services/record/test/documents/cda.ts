import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import type { DocumentReference } from '../../domain/part/document.ts'

/** A citizen of the tests: a day of 60 more than there are belongs to nobody. */
export const CPR = '6103480014'

/** What the documents of the tests are listed as. */
export const LISTED: DocumentReference = {
  ...{ uniqueId: '1.2.3^a', repositoryId: '1.2.3.4', homeCommunityId: '1.2.3.5' },
  type: { code: 'any', system: 'urn:oid:1.2.3', display: null },
  format: { code: 'any', system: 'urn:oid:1.2.3', display: null },
  ...{ title: 'A document', mimeType: 'text/xml', created: '2026-03-01T10:00:00Z' },
  ...{ author: null, status: 'APPROVED', source: 'dds' },
}

/** What a document of the tests may say instead of what it says by default. */
export interface CdaParts {
  readonly cpr?: string
  readonly head?: XmlText | null
  readonly events?: XmlText | null
  readonly sections: readonly XmlText[]
}

const AUTHOR = xml`<author><time value="20260301110000+0100"/><assignedAuthor>
<id root="1.2.208.176.1.1" extension="9000006021000016001"/>
<representedOrganization><name>Lægehuset Prøvevej</name></representedOrganization></assignedAuthor></author>`

/** A document that follows CDA R2 and says no more than it must. */
export const cda = ({ cpr = CPR, head = null, events = null, sections }: CdaParts): Buffer =>
  Buffer.from(
    xml`<?xml-stylesheet type="text/xsl" href="style.xsl"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${head}
<title>Dokument</title><effectiveTime value="20260301110000+0100"/>
<recordTarget><patientRole><id root="1.2.208.176.1.2" extension="${cpr}"/></patientRole></recordTarget>
${AUTHOR}${events}
<component><structuredBody>${sections.map(
      (section) => xml`<component><section>${section}</section></component>`,
    )}</structuredBody></component></ClinicalDocument>`.toString(),
  )

/** The citizen whom a published example is about, who is a person of tests: the number is not repeated here. */
export function citizenOf(content: Buffer): string {
  const [, target = ''] = content.toString().split('<recordTarget')
  const [id = ''] = /<id [^>]*root="1\.2\.208\.176\.1\.2"[^>]*>/.exec(target) ?? []
  return /extension="(\d{10})"/.exec(id)?.[1] ?? ''
}
