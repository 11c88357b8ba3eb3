import type { DayRange } from '../../../domain/asker.ts'
import type { Appointment } from '../../../domain/part/appointments.ts'
import { danishDay } from '../cda/danish-time.ts'

/**
 * The appointments that touch a range of days, both of its ends included, as days are counted in Denmark; by their beginning,
 * and of those that begin together the one that ends first.
 */
export const appointmentsWithin = (
  appointments: readonly Appointment[],
  range: DayRange,
): readonly Appointment[] =>
  appointments
    .filter((appointment) => touches(appointment, range))
    .toSorted((one, other) => at(one.start) - at(other.start) || endOf(one) - endOf(other))

const at = (instant: string): number => Date.parse(instant)

const endOf = ({ start, end }: Appointment): number => at(end ?? start)

const touches = ({ start, end }: Appointment, { from, to }: DayRange): boolean =>
  (to === null || danishDay(start) <= to) && (from === null || danishDay(end ?? start) >= from)
