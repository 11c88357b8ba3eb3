import { builder } from './builder.ts'

/** A text as somebody writes it. */
export const BothLanguagesInput = builder.inputType('BothLanguagesInput', {
  description: 'A text for people, in both languages of the pages. It names no person.',
  fields: (t) => ({ da: t.string({ required: true }), en: t.string({ required: true }) }),
})
