import type { DocumentStory, OrganisationKey, StoriesOf } from './document-story.ts'

/** A care plan of the world; its days count from the day on which it is asked for. */
export interface CarePlanStory extends DocumentStory {
  readonly title: string
  readonly fromDays: number
  /** Null for an open end. */
  readonly toDays: number | null
  readonly responsible: OrganisationKey
  readonly sections: readonly { readonly title: string; readonly activities: readonly string[] }[]
}

const REHABILITATION = {
  ...{ title: 'Plan for hjerterehabilitering', fromDays: -60, toDays: 120 },
  responsible: 'homeCare',
  sections: [
    { title: 'Mål', activities: ['Kan gå en tur på to kilometer uden pause'] },
    {
      title: 'Indsatser',
      activities: [
        'Holdtræning to gange om ugen',
        'Samtale med diætist hver måned',
        'Hjemmemåling af vægt og blodtryk',
      ],
    },
  ],
} as const

/** Whose care plans there are. */
export const CARE_PLANS: StoriesOf<CarePlanStory> = {
  full: [
    { ...REHABILITATION, key: 'rehabilitation' },
    {
      ...{ key: 'home-care', title: 'Plan for hjemmepleje', fromDays: -200, toDays: null },
      responsible: 'homeCare',
      sections: [{ title: 'Indsatser', activities: ['Hjælp til medicin hver morgen'] }],
    },
  ],
  blocked: [{ ...REHABILITATION, key: 'rehabilitation' }],
  closed: [{ ...REHABILITATION, key: 'rehabilitation', isHeldBack: true }],
}
