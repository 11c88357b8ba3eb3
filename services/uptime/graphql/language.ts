import { builder } from './builder.ts'

/** In which language a text is given. */
export const LanguageType = builder.enumType('Language', {
  description: 'A language of texts for people.',
  values: ['da', 'en'] as const,
})
