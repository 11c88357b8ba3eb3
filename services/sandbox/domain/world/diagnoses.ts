import type { Coding, DocumentStory, StoriesOf } from './document-story.ts'

/** A diagnosis that a general practitioner shares; its days count from the day on which it is asked for. */
export interface DiagnosisStory {
  /** Classification of primary care. */
  readonly icpc2: Coding
  /** Null where only primary care's code is there. */
  readonly sks: Coding | null
  readonly text: string
  readonly category: 'problem-list-item' | 'encounter-diagnosis'
  readonly status: 'current' | 'resolved'
  readonly recordedInDays: number
  readonly onsetInDays: number | null
  readonly abatedInDays: number | null
  readonly note: string | null
}

/** A list of diagnoses of the world. */
export interface DiagnosesStory extends DocumentStory {
  readonly diagnoses: readonly DiagnosisStory[]
}

const DIABETES: DiagnosisStory = {
  icpc2: { code: 'T90', display: 'Diabetes type 2' },
  sks: { code: 'DE119', display: 'Type 2-diabetes uden komplikationer' },
  ...{ text: 'Sukkersyge, type 2', category: 'problem-list-item', status: 'current' },
  ...{ recordedInDays: -900, onsetInDays: -960, abatedInDays: null },
  note: 'Følges hver tredje måned',
}

const HEART_FAILURE: DiagnosisStory = {
  icpc2: { code: 'K77', display: 'Hjertesvigt' },
  sks: { code: 'DI509', display: 'Hjertesvigt uden specifikation' },
  ...{ text: 'Hjertesvigt', category: 'problem-list-item', status: 'current' },
  ...{ recordedInDays: -400, onsetInDays: null, abatedInDays: null, note: null },
}

const CYSTITIS: DiagnosisStory = {
  icpc2: { code: 'U71', display: 'Blærebetændelse' },
  sks: null,
  ...{ text: 'Blærebetændelse', category: 'encounter-diagnosis', status: 'resolved' },
  ...{ recordedInDays: -70, onsetInDays: -72, abatedInDays: -61, note: null },
}

/** Whose diagnoses are shared. */
export const DIAGNOSES: StoriesOf<DiagnosesStory> = {
  full: [{ key: 'list', diagnoses: [DIABETES, HEART_FAILURE, CYSTITIS] }],
  blocked: [{ key: 'list', diagnoses: [DIABETES], isHeldBack: true }],
  closed: [{ key: 'list', diagnoses: [HEART_FAILURE], isHeldBack: true }],
  optedOut: [{ key: 'list', diagnoses: [HEART_FAILURE] }],
}
