import type { Mailbox } from '../domain/mailbox/mailbox.ts'
import { type WithheldFields, withheldFrom } from '../domain/mailbox/withheld.ts'
import { Withheld } from '../errors/reading.ts'
import { builder } from './builder.ts'

/** What a caller is not shown of a mailbox. */
export const WithheldFieldsType = builder.objectRef<WithheldFields>('WithheldFields')

WithheldFieldsType.implement({
  description: 'What a restricted source says of a mailbox, and this caller may not see.',
  fields: (t) => ({
    source: t.exposeString('source'),
    fields: t.exposeStringList('fields', {
      description: 'Fields that would be filled, or filled otherwise, from that source.',
    }),
    reason: t.exposeString('reason'),
  }),
})

/**
 * @param value of a field that only the endpoint register fills
 * @throws {Withheld} where there is no value, and a restricted source may have one
 */
export function shown<T>(value: T | null, mailbox: Mailbox, field: string): T | null {
  const sources = withheldFrom(mailbox)
    .filter(({ fields }) => fields.includes(field))
    .map(({ source }) => source)
  if (value === null && sources.length > 0) {
    throw new Withheld(`${field} of mailbox "${mailbox.id}"`, sources)
  }
  return value
}
