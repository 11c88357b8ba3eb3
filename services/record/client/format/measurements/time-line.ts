import type { TimeRange } from '../../../domain/asker.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'

/**
 * Several lines as one, the newest first. Of what was measured at the same instant, that of an earlier line, and in it the
 * earlier, comes first. What stands in two lines is kept twice: that two sources measured the same is not for us to say.
 */
export const mergedTimeLine = (
  lines: readonly (readonly Measurement[])[],
): readonly Measurement[] =>
  lines.flat().toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))

/** The measurements of a span of time, both of its ends included. */
export const measuredWithin = (
  measurements: readonly Measurement[],
  { from, to }: TimeRange,
): readonly Measurement[] =>
  measurements.filter(
    ({ at }) =>
      (from === null || Date.parse(at) >= Date.parse(from)) &&
      (to === null || Date.parse(at) <= Date.parse(to)),
  )
