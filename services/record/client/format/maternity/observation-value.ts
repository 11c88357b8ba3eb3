import * as v from 'valibot'
import { codeableConcept, quantity } from '../fhir-document/shapes.ts'
import { wordsOf, wordsOfQuantity } from '../fhir-document/words.ts'

const bound = v.optional(quantity)
const interval = v.looseObject({ low: bound, high: bound })

/** The forms that a value of an observation, or of one of its components, may have. */
export const valueForms = {
  valueQuantity: v.optional(quantity),
  valueCodeableConcept: v.optional(codeableConcept),
  valueString: v.optional(v.string()),
  valueBoolean: v.optional(v.boolean()),
  valueInteger: v.optional(v.number()),
  valueDateTime: v.optional(v.string()),
  valueTime: v.optional(v.string()),
  valuePeriod: v.optional(
    v.looseObject({ start: v.optional(v.string()), end: v.optional(v.string()) }),
  ),
  valueRange: v.optional(interval),
  extension: v.optional(
    v.array(
      v.looseObject({
        extension: v.optional(
          v.array(v.looseObject({ url: v.string(), valueQuantity: v.optional(quantity) })),
          [],
        ),
      }),
    ),
    [],
  ),
}

const valued = v.looseObject(valueForms)

/** Something with a value of one of the forms. */
export type Valued = v.InferOutput<typeof valued>

/** A value as it is read aloud; null where there is none. */
export function wordsOfValue(of: Valued): string | null {
  if (of.valueQuantity) return wordsOfQuantity(of.valueQuantity)
  if (of.valueCodeableConcept) return wordsOf(of.valueCodeableConcept)
  if (of.valuePeriod) return between(of.valuePeriod.start, of.valuePeriod.end)
  if (of.valueRange) return between(said(of.valueRange.low), said(of.valueRange.high))
  const plain =
    of.valueString ?? of.valueDateTime ?? of.valueTime ?? of.valueInteger ?? of.valueBoolean
  return plain === undefined ? intervalOf(of) : String(plain).trim() || null
}

/** An interval of quantities that stands in an extension with the parts `low` and `high`. */
function intervalOf({ extension }: Valued): string | null {
  const parts = extension.flatMap(({ extension: inner }) => inner)
  const end = (url: string) => said(parts.find((part) => part.url === url)?.valueQuantity)
  return between(end('low'), end('high'))
}

const said = (of: Valued['valueQuantity']): string | undefined =>
  (of && wordsOfQuantity(of)) ?? undefined

function between(low: string | undefined, high: string | undefined): string | null {
  if (low && high) return `${low} – ${high}`
  if (low) return `≥ ${low}`
  return high ? `≤ ${high}` : null
}
