import { APPOINTMENTS } from '../../../domain/world/appointments.ts'
import { CARE_PLANS } from '../../../domain/world/care-plans.ts'
import { DIAGNOSES } from '../../../domain/world/diagnoses.ts'
import type { CitizenName, StoriesOf } from '../../../domain/world/document-story.ts'
import { LABORATORY_REPORTS } from '../../../domain/world/laboratory-reports.ts'
import { MASTER_CARDS } from '../../../domain/world/master-cards.ts'
import { ANSWERS, REPORTS } from '../../../domain/world/measurements.ts'
import { CITIZENS } from '../../../domain/world/persons.ts'
import { PREGNANCIES } from '../../../domain/world/pregnancies.ts'
import { answersDocument, answersTimes } from '../content/answers.ts'
import { appointmentDocument, madeAt, timesOf } from '../content/appointment.ts'
import { carePlanDocument, planTimes } from '../content/care-plan.ts'
import { conditionListDocument } from '../content/condition-list.ts'
import { masterCardDocument } from '../content/master-card.ts'
import { pageOf } from '../content/page.ts'
import { PREGNANCY_TITLES, pregnancyDocument, pregnancyMadeAt } from '../content/pregnancy.ts'
import { reportDocument, reportTimes } from '../content/report.ts'
import { inDays } from '../content/world-time.ts'
import { type Described, describeDocument } from './describe-document.ts'
import type { SandboxDocument } from './sandbox-document.ts'

/** Where documents are asked for: with all others, or with the master cards, which have a registry of their own. */
export type Sharing = 'dds' | 'sfsk'

/** What a citizen's documents are, at that moment. */
export function documentsOf(
  citizen: CitizenName,
  sharing: Sharing,
  now: Date,
): readonly SandboxDocument[] {
  const kinds = sharing === 'sfsk' ? [masterCards] : KINDS
  return kinds.flatMap((kind) => kind(citizen, now)).map((told) => describeDocument(told, now))
}

type Kind = (of: CitizenName, now: Date) => readonly Described[]

/** A kind of document that there is one of for each story. */
const each =
  <Story>(
    stories: StoriesOf<Story>,
    tell: (story: Story, now: Date, of: CitizenName) => Omit<Described, 'of'>,
  ): Kind =>
  (of, now) =>
    (stories[of] ?? []).map((story) => ({ of, ...tell(story, now, of) }))

const appointments = each(APPOINTMENTS, (story, now, of) => ({
  ...{ type: 'appointment', story, author: story.responsible },
  ...{ title: `Aftale for ${CITIZENS[of].cpr}`, isByYdernummer: story.isByYdernummer ?? false },
  ...{ created: madeAt(story, now), service: timesOf(story, now) },
  write: (about) => appointmentDocument(story, about),
}))

const carePlans = each(CARE_PLANS, (story, now) => ({
  ...{ type: 'carePlan', story, author: story.responsible, title: story.title },
  ...{ created: planTimes(story, now).start, service: planTimes(story, now) },
  write: (about) => carePlanDocument(story, about),
}))

const diagnoses = each(DIAGNOSES, (story, now, of) => ({
  ...{ type: 'diagnoses', story, author: 'practice', isOnDemand: true },
  ...{ title: `Diagnoseoversigt for ${CITIZENS[of].cpr}` },
  ...{ created: now, service: { start: null, stop: null } },
  write: (about) => conditionListDocument(story, about),
}))

const reports = each(REPORTS, (story, now, of) => ({
  ...{ type: 'measurements', story, author: story.responsible },
  ...{ title: `Hjemmemonitorering for ${CITIZENS[of].cpr}` },
  ...{ created: reportTimes(story, now).stop, service: reportTimes(story, now) },
  write: (about) => reportDocument(story, about),
}))

const answers = each(ANSWERS, (story, now) => ({
  ...{ type: 'questionnaireAnswers', story, author: story.responsible, title: story.title },
  ...{ created: answersTimes(story, now).stop, service: answersTimes(story, now) },
  write: (about) => answersDocument(story, about),
}))

const laboratory = each(LABORATORY_REPORTS, (story, now) => {
  const at = inDays(now, story.inDays, [13, 0])
  return {
    ...{ type: 'laboratoryReport', story, author: story.author, title: 'Laboratoriesvar' },
    ...{ created: at, service: { start: at, stop: at }, mimeType: 'application/pdf' },
    write: () => pageOf(story.lines),
  }
})

const PREGNANCY_DOCUMENTS = [
  { code: 'PRF', type: 'pregnancyRecord' },
  { code: 'PSCR', type: 'pregnancyCare' },
  { code: 'PMR', type: 'pregnancyMeasurements' },
] as const

const pregnancy: Kind = (of, now) => {
  const story = PREGNANCIES[of]
  if (!story) return []
  const at = pregnancyMadeAt(now)
  return PREGNANCY_DOCUMENTS.map(({ code, type }) => ({
    ...{ of, type, story: { key: code }, author: 'maternityWard' as const },
    ...{ title: PREGNANCY_TITLES[code], created: at, service: { start: at, stop: null } },
    write: (about) => pregnancyDocument(code, story, about),
  }))
}

const masterCards: Kind = (of, now) => {
  const story = MASTER_CARDS[of]
  if (!story) return []
  return [
    {
      ...{ of, type: 'masterCard', story: { key: 'card' }, author: 'hospital', isOnDemand: true },
      ...{ title: `Personal Data Card for ${CITIZENS[of].cpr}`, created: now },
      service: { start: now, stop: null },
      write: (about) => masterCardDocument(story, about),
    },
  ]
}

const KINDS = [appointments, carePlans, diagnoses, reports, answers, laboratory, pregnancy]
