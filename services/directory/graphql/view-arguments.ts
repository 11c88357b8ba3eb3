import { builder } from './builder.ts'

/** The two times of a question. */
export const viewArguments = builder.args((t) => ({
  on: t.field({
    type: 'Date',
    description: 'A calendar day in Europe/Copenhagen; today when left out.',
  }),
  asKnownAt: t.int({ description: 'A revision of the register; the latest when left out.' }),
}))
