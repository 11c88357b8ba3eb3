import type { LocalDate } from './local-date.ts'

/** The two times of a question: what was true on `day`, as far as the register knew at `revision`. */
export interface View {
  readonly day: LocalDate
  readonly revision: number
}
