import type { Day } from '../../domain/coded.ts'

const COPENHAGEN = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Copenhagen', year: 'numeric', month: '2-digit', day: '2-digit' },
})

/** The day on which an instant falls in Denmark; registers there mean their days so. */
export const danishDayOf = (instant: Date): Day => COPENHAGEN.format(instant)
