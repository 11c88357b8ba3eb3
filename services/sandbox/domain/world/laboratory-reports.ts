import type { DocumentStory, OrganisationKey, StoriesOf } from './document-story.ts'

/** A report of a type that nobody reads but people: it is a page of text. */
export interface LaboratoryStory extends DocumentStory {
  readonly inDays: number
  readonly author: OrganisationKey
  /** Without anything beyond ASCII: it is printed as it stands. */
  readonly lines: readonly string[]
}

/** Whose reports there are. */
export const LABORATORY_REPORTS: StoriesOf<LaboratoryStory> = {
  full: [
    {
      ...{ key: 'blood', inDays: -14, author: 'hospital' },
      lines: ['Laboratoriesvar', 'Haemoglobin;B 8.1 mmol/L', 'Kreatinin;P 88 umol/L'],
    },
  ],
  blocked: [
    { key: 'blood', inDays: -9, author: 'hospital', lines: ['Laboratoriesvar'], isHeldBack: true },
  ],
}
