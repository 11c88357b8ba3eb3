import * as v from 'valibot'
import { DocumentUnreadable } from '../../documents/errors.ts'

/** A code of a code system; each may be left out. */
export const coding = v.looseObject({
  system: v.optional(v.string()),
  code: v.optional(v.string()),
  display: v.optional(v.string()),
})

/** Codes that mean one thing, and the words it was said in. */
export const codeableConcept = v.looseObject({
  coding: v.optional(v.array(coding), []),
  text: v.optional(v.string()),
})

/** A number of a register. */
export const identifier = v.looseObject({
  system: v.optional(v.string()),
  value: v.optional(v.string()),
})

/** A reference by address; one by identifier only leads nowhere in a document. */
export const reference = v.looseObject({ reference: v.optional(v.string()) })

/** A number with its unit. */
export const quantity = v.looseObject({
  value: v.optional(v.number()),
  comparator: v.optional(v.string()),
  unit: v.optional(v.string()),
  code: v.optional(v.string()),
})

/** A resource of any type. */
export const resource = v.looseObject({ resourceType: v.string(), id: v.optional(v.string()) })

/** @see resource */
export type Resource = v.InferOutput<typeof resource>

/** @see codeableConcept */
export type CodeableConcept = v.InferOutput<typeof codeableConcept>

/** @see quantity */
export type Quantity = v.InferOutput<typeof quantity>

/**
 * What of a resource is relied on, checked.
 *
 * @param format named where it is refused
 * @throws {DocumentUnreadable} with the place and the rule, without the value
 */
export function shaped<Schema extends v.GenericSchema>(
  schema: Schema,
  value: Resource | unknown,
  { format, place }: { readonly format: string; readonly place: string },
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const path = [place, v.getDotPath(issue)].filter(Boolean).join('.')
  const state = issue.received === 'undefined' ? 'is missing' : `is no ${issue.expected}`
  throw new DocumentUnreadable(format, `${path} ${state}`)
}
