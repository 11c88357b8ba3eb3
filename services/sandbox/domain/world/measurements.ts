import type { DocumentStory, OrganisationKey, StoriesOf } from './document-story.ts'

/** One measurement of a report; the value is text, so that what stands there is what was measured. */
export interface MeasurementStory {
  readonly inDays: number
  readonly hour: number
  /** NPU terminology. */
  readonly npu: string
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly isByCitizen: boolean
}

/** A report of measurements at home. */
export interface ReportStory extends DocumentStory {
  readonly responsible: OrganisationKey
  readonly measurements: readonly MeasurementStory[]
}

/** An answer to a question: a number, a text, or the options that were chosen. */
export type AnswerStory =
  | { readonly kind: 'number'; readonly value: string; readonly isScale?: true }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'choices'; readonly chosen: readonly string[] }

/** Answers to a questionnaire. */
export interface AnswersStory extends DocumentStory {
  readonly title: string
  readonly inDays: number
  readonly responsible: OrganisationKey
  readonly answers: readonly { readonly question: string; readonly answer: AnswerStory }[]
}

const weight = (inDays: number, value: string): MeasurementStory => ({
  ...{ inDays, hour: 7, npu: 'NPU03804', name: 'Legeme vægt;Pt', value, unit: 'kg' },
  isByCitizen: true,
})

const systolic = (inDays: number, value: string): MeasurementStory => ({
  ...{ inDays, hour: 7, npu: 'DNK05472', name: 'Blodtryk systolisk;Arm', value, unit: 'mmHg' },
  isByCitizen: true,
})

const diastolic = (inDays: number, value: string): MeasurementStory => ({
  ...{ inDays, hour: 7, npu: 'DNK05473', name: 'Blodtryk diastolisk;Arm', value, unit: 'mmHg' },
  isByCitizen: true,
})

/** A fraction, which NPU writes without a unit. */
const saturation = (inDays: number, value: string): MeasurementStory => ({
  ...{ inDays, hour: 11, npu: 'NPU03011', name: 'O2 sat.;Hb(aB)', value, unit: 'NA' },
  isByCitizen: false,
})

/** Whose measurements there are. */
export const REPORTS: StoriesOf<ReportStory> = {
  full: [
    {
      ...{ key: 'week', responsible: 'telemedicine' },
      measurements: [
        ...[weight(-7, '71.4'), systolic(-7, '138'), diastolic(-7, '84')],
        ...[weight(-1, '70.9'), systolic(-1, '131'), diastolic(-1, '79')],
      ],
    },
    {
      ...{ key: 'saturation', responsible: 'heartCentre' },
      measurements: [saturation(-41, '0.94'), saturation(-41, '0.96')],
    },
  ],
  blocked: [
    { key: 'week', responsible: 'telemedicine', measurements: [weight(-3, '88.0')] },
    {
      ...{ key: 'heart', responsible: 'heartCentre', measurements: [systolic(-2, '151')] },
      isHeldBack: true,
    },
  ],
}

/** Whose answers there are. */
export const ANSWERS: StoriesOf<AnswersStory> = {
  full: [
    {
      ...{ key: 'heart-failure', title: 'Livet med hjertesvigt', inDays: -6 },
      responsible: 'telemedicine',
      answers: [
        { question: 'Hvor mange trin kan du gå?', answer: { kind: 'number', value: '14' } },
        {
          question: 'Hvor træt er du, fra 0 til 10?',
          answer: { kind: 'number', value: '3.5', isScale: true },
        },
        {
          question: 'Hvad generer dig i hverdagen?',
          answer: { kind: 'choices', chosen: ['Hævede ben', 'Dårlig søvn'] },
        },
        {
          question: 'Er der andet, vi skal vide?',
          answer: { kind: 'text', value: 'Jeg sover bedre med to puder' },
        },
      ],
    },
  ],
}
