import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { MeasurementStory, ReportStory } from '../../../domain/world/measurements.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  author,
  clinicalDocument,
  coding,
  documentationOf,
  interval,
  MEDCOM,
  narrative,
  SYSTEM,
  template,
} from './cda.ts'
import { stableUuid } from './stable-id.ts'
import { cdaTime, inDays } from './world-time.ts'

const PROFILE = '1.2.208.184.11.1'
const CCD = '2.16.840.1.113883.10.20.1'
const REPORT = '2.16.840.1.113883.10.20.9'
const NPU = '1.2.208.176.2.1'

const at = ({ inDays: days, hour }: MeasurementStory, now: Date): Date =>
  inDays(now, days, [hour, 15])

/** When the first and the last measurement of a report were taken. */
export function reportTimes({ measurements }: ReportStory, now: Date) {
  const times = measurements.map((each) => at(each, now).getTime())
  return { start: new Date(Math.min(...times)), stop: new Date(Math.max(...times)) }
}

/** Writes measurements at home as PHMR-DK 2.1. */
export function reportDocument(
  story: ReportStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const { start, stop } = reportTimes(story, now)
  const head = {
    templates: [{ root: REPORT }, { root: PROFILE }],
    ...{ id, citizen, created: stop, custodian: story.responsible },
    code: xml`<code ${coding(SYSTEM.loinc, { code: '53576-5', display: 'Personal Health Monitoring Report' })}/>`,
    title: `Hjemmemonitorering for ${citizen.cpr}`,
    authors: [author(story.responsible, stop)],
    services: [
      documentationOf(interval(start, stop)),
      documentationOf(
        xml`<templateId root="1.2.208.184.200.1.10" extension="2019-09-10"/><id root="1.2.208.184.100.3" extension="phmr-v2.1" assigningAuthorityName="MedCom"/>`,
      ),
    ],
  }
  return clinicalDocument(head, [vitalSigns(story.measurements, id, now), NO_RESULTS])
}

const vitalSigns = (measurements: readonly MeasurementStory[], id: string, now: Date): XmlText =>
  xml`<section classCode="DOCSECT" moodCode="EVN">${[
    ...[`${CCD}.16`, `${REPORT}.2`, PROFILE].map((root) => template({ root })),
  ]}<code ${coding(SYSTEM.loinc, { code: '8716-3' })}/><title>Vital Signs</title>${narrative(
    measurements.map(({ name, value, unit }) => `${name}: ${value} ${unit}`),
  )}${measurements.map((each, index) => entry(each, stableUuid(id, String(index)), now))}</section>`

const entry = (story: MeasurementStory, id: string, now: Date): XmlText =>
  xml`<entry typeCode="COMP" contextConductionInd="true"><organizer classCode="CLUSTER" moodCode="EVN"><templateId root="${CCD}.35"/><statusCode code="completed"/><effectiveTime value="${cdaTime(
    at(story, now),
  )}"/><component typeCode="COMP" contextConductionInd="true">${observation(story, id)}</component></organizer></entry>`

const observation = (story: MeasurementStory, id: string): XmlText =>
  xml`<observation classCode="OBS" moodCode="EVN"><templateId root="${CCD}.31"/><templateId root="${REPORT}.8"/><id root="${MEDCOM}" extension="${id}" assigningAuthorityName="MedCom"/><code nullFlavor="NI" codeSystem="${SYSTEM.snomed.oid}" codeSystemName="SNOMED CT"><translation ${coding(
    { oid: NPU, name: 'NPU terminologien' },
    { code: story.npu, display: story.name },
  )}/></code><value xsi:type="PQ" value="${story.value}" unit="${story.unit}"/><methodCode ${coding(
    SYSTEM.medcom,
    story.isByCitizen
      ? { code: 'POT', display: 'Målt af borger' }
      : { code: 'PNT', display: 'Målt af aut. sundhedsperson' },
  )}/><methodCode ${coding(SYSTEM.medcom, {
    code: 'AUT',
    display: 'Måling overført automatisk',
  })}/></observation>`

const NO_RESULTS = xml`<section classCode="DOCSECT" moodCode="EVN"><templateId root="${CCD}.14"/><templateId root="${REPORT}.14"/><templateId root="${PROFILE}"/><code ${coding(
  SYSTEM.loinc,
  { code: '30954-2' },
)}/><title>Results</title><text>No Results section</text></section>`
