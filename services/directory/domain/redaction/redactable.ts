/** What can be redacted: fields of the graph by the type of their subject. What identifies a subject, or routes to it, stays. */
export const REDACTABLE = {
  Organisation: ['addresses', 'contact', 'cvr', 'name'],
  Endpoint: ['accessPoint', 'address'],
} as const

/** Types of subjects of which fields can be redacted. */
export type RedactableType = keyof typeof REDACTABLE

/** Stands for a value that was redacted and that the contract promises to be there. */
export const REDACTED = '[redacted]'

/** A subject and the fields of it that are to be blank. */
export interface RedactedFields {
  readonly subjectType: RedactableType
  readonly subjectId: string
  /** Sorted, at least one. */
  readonly fields: readonly string[]
}

/**
 * Reads what is to be redacted.
 *
 * @param subject `<type>:<id>`
 * @param fields names, with commas between them
 * @throws {RangeError} on a type or a field that there is not
 */
export function redactedFields(subject: string, fields: string): RedactedFields {
  const [, subjectType = '', subjectId = ''] = /^(\w+):(\S+)$/.exec(subject) ?? []
  if (!isRedactable(subjectType)) {
    const types = Object.keys(REDACTABLE).join(' or ')
    throw new RangeError(`the subject must be ${types}, a colon and an id`)
  }
  const known: readonly string[] = REDACTABLE[subjectType]
  const named = [...new Set(fields.split(',').map((field) => field.trim()))].sort()
  if (!named.every((field) => known.includes(field))) {
    throw new RangeError(`of ${subjectType} there is ${known.join(', ')}`)
  }
  return { subjectType, subjectId, fields: named }
}

const isRedactable = (text: string): text is RedactableType => Object.hasOwn(REDACTABLE, text)

/** Ten digits in a row, or six and four: who writes them down names a person. */
export const namesPerson = (text: string): boolean => /\d{6}[ -]?\d{4}/.test(text)
