import type { Answer } from '../../domain/answer.ts'
import type { Maternity } from '../../domain/part/maternity.ts'
import type { Measurements } from '../../domain/part/measurements.ts'
import { mergedTimeLine } from '../format/measurements/time-line.ts'

/**
 * Makes one answer of those of several sources. Where one of them is unavailable the whole part is, and names it: half of it must not
 * look like all of it.
 *
 * @param join of what was found, one or more; `heldBack` says that consent held back all that another source has
 */
export function joined<Part>(
  answers: readonly Answer<Part>[],
  join: (parts: readonly Part[], heldBack: boolean) => Part,
): Answer<Part> {
  const down = answers.find(({ kind }) => kind === 'unavailable')
  if (down) return down
  const parts = answers.flatMap((answer) => (answer.kind === 'found' ? [answer.part] : []))
  const withheld = answers.find(({ kind }) => kind === 'withheld')
  if (parts.length > 0) return { kind: 'found', part: join(parts, withheld !== undefined) }
  return withheld ?? noneOf(answers)
}

function noneOf<Part>(answers: readonly Answer<Part>[]): Answer<Part> {
  const none = answers.flatMap((answer) => (answer.kind === 'none' ? [answer] : []))
  const askedAt = none.map((answer) => answer.askedAt).toSorted()[0] ?? ''
  return { kind: 'none', source: none.map(({ source }) => source).join(', '), askedAt }
}

/**
 * As {@link joined}, for a part that has no place to say that some of it was held back: consent that holds back what one source has
 * withholds the whole.
 */
export function joinedWhole<Part>(
  answers: readonly Answer<Part>[],
  join: (parts: readonly Part[]) => Part,
): Answer<Part> {
  const answer = joined(answers, join)
  return answer.kind === 'found' ? (answers.find(isWithheld) ?? answer) : answer
}

const isWithheld = ({ kind }: Answer<unknown>): boolean => kind === 'withheld'

/** One time line; filtered where any of them is. */
export const joinedMeasurements = (
  parts: readonly Measurements[],
  heldBack: boolean,
): Measurements => ({
  entries: mergedTimeLine(parts.map(({ entries }) => entries)),
  filtered: heldBack || parts.some(({ filtered }) => filtered),
})

/** The latest pregnancy, of which a document may lie in both places. */
export function joinedMaternity(parts: readonly Maternity[]): Maternity {
  const [latest, ...others] = parts.toSorted((one, other) => lastMade(other) - lastMade(one))
  if (!latest) throw new RangeError('Cannot join records of a pregnancy: there are none')
  const same = others.filter(({ pregnancyId }) => pregnancyId === latest.pregnancyId)
  const known = new Set(latest.documents.map(({ uniqueId }) => uniqueId))
  const further = same.filter(({ documents }) =>
    documents.some(({ uniqueId }) => !known.has(uniqueId)),
  )
  const all = [latest, ...further]
  return {
    ...latest,
    dueDate: all.map(({ dueDate }) => dueDate).find((day) => day !== null) ?? null,
    author: all.map(({ author }) => author).find((author) => author !== null) ?? null,
    sections: all.flatMap(({ sections }) => sections),
    measurements: mergedTimeLine(all.map(({ measurements }) => measurements)),
    documents: all.flatMap(({ documents }) => documents),
  }
}

const lastMade = ({ documents }: Maternity): number =>
  Math.max(...documents.map(({ created }) => Date.parse(created)))
