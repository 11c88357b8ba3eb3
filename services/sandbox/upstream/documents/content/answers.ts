import { OID } from '../../../../nsp/xds/document-types.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { AnswerStory, AnswersStory } from '../../../domain/world/measurements.ts'
import { ORGANISATIONS } from '../../../domain/world/organisations.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  clinicalDocument,
  coding,
  documentationOf,
  interval,
  narrative,
  organisationId,
  SYSTEM,
} from './cda.ts'
import { stableUuid } from './stable-id.ts'
import { cdaTime, inDays } from './world-time.ts'

/** Numbers of questions and answers. */
const QUESTIONS = { oid: '1.2.208.184.12.1', name: 'MedCom' }
const QRD = '2.16.840.1.113883.10.20.33'

/** When a questionnaire was filled in. */
export function answersTimes({ inDays: days }: AnswersStory, now: Date) {
  const start = inDays(now, days, [17, 0])
  return { start, stop: new Date(start.getTime() + 9 * 60_000) }
}

/** Writes answers to a questionnaire as QRD-DK 1.3; the citizen is the author. */
export function answersDocument(
  story: AnswersStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const { start, stop } = answersTimes(story, now)
  const head = {
    templates: [{ root: '1.2.208.184.13.1' }, { root: '1.2.208.184.13.1.1.1' }],
    ...{ id, citizen, created: stop, custodian: story.responsible, title: story.title },
    code: xml`<code ${coding(SYSTEM.loinc, { code: '74465-6', display: 'Questionnaire Response Document' })}/>`,
    authors: [self(story, citizen, stop)],
    services: [
      documentationOf(interval(start, stop)),
      documentationOf(
        xml`<code ${coding(
          { oid: OID.formatCode, name: 'MedCom' },
          { code: 'urn:ad:dk:medcom:qrd-v1.3:full', display: 'DK QRD schema' },
        )}/>`,
      ),
    ],
  }
  return clinicalDocument(head, [section(story, id)])
}

const self = (story: AnswersStory, citizen: Citizen, at: Date): XmlText =>
  xml`<author typeCode="AUT" contextControlCode="OP"><time value="${cdaTime(at)}"/><assignedAuthor classCode="ASSIGNED"><id root="${OID.cpr}" extension="${citizen.cpr}" assigningAuthorityName="CPR"/><code code="SELF" codeSystem="2.16.840.1.113883.5.111" codeSystemName="HL7 Role code" displayName="Self"/><assignedPerson classCode="PSN" determinerCode="INSTANCE"><name><given>${citizen.givenName}</given><family>${citizen.surname}</family></name></assignedPerson><representedOrganization classCode="ORG" determinerCode="INSTANCE">${organisationId(
    story.responsible,
  )}<name>${ORGANISATIONS[story.responsible].name}</name></representedOrganization></assignedAuthor></author>`

const section = ({ title, answers }: AnswersStory, id: string): XmlText =>
  xml`<section classCode="DOCSECT" moodCode="EVN"><templateId root="${QRD}.2.1"/><code ${coding(
    SYSTEM.loinc,
    {
      code: '74465-6',
    },
  )}/><title>${title}</title>${narrative(
    answers.map(({ question }) => question),
  )}<entry typeCode="DRIV" contextConductionInd="true"><organizer classCode="BATTERY" moodCode="EVN"><templateId root="${QRD}.4.1"/><id root="${QUESTIONS.oid}" extension="${id}" assigningAuthorityName="MedCom"/><statusCode code="completed"/>${answers.map(
    ({ question, answer }, index) =>
      xml`<component typeCode="COMP" contextConductionInd="true"><sequenceNumber value="${index + 1}"/>${observation(
        { question, answer, number: `Q.${index + 1}` },
        stableUuid(id, String(index)),
      )}</component>`,
  )}</organizer></entry></section>`

interface Asked {
  readonly question: string
  readonly number: string
  readonly answer: AnswerStory
}

const observation = ({ question, number, answer }: Asked, id: string): XmlText =>
  xml`<observation classCode="OBS" moodCode="EVN"><templateId root="${QRD}.4.${PATTERN[patternOf(answer)]}"/><id root="${QUESTIONS.oid}" extension="${id}" assigningAuthorityName="MedCom"/><code ${coding(
    QUESTIONS,
    { code: number, display: question },
  )}><originalText>${question}</originalText></code><statusCode code="completed"/>${values(
    answer,
    number,
  )}</observation>`

/** Last part of the template of each way to answer. */
const PATTERN = { number: 4, choices: 5, text: 6, scale: 7 } as const

const patternOf = (answer: AnswerStory): keyof typeof PATTERN =>
  answer.kind === 'number' && answer.isScale ? 'scale' : answer.kind

function values(answer: AnswerStory, number: string): XmlText | readonly XmlText[] {
  if (answer.kind === 'number') return xml`<value xsi:type="REAL" value="${answer.value}"/>`
  if (answer.kind === 'text') return xml`<value xsi:type="ST">${answer.value}</value>`
  return answer.chosen.map(
    (display, index) =>
      xml`<value xsi:type="CE" ${coding(QUESTIONS, {
        code: `${number.replace('Q', 'A')}.${index + 1}`,
        display,
      })}/>`,
  )
}
