import { XmlRefused } from '../xml/errors.ts'

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/**
 * Reads a time. One without a zone is Danish local time, as version 1.0 writes them; in the hour that the clock repeats it is
 * the first.
 *
 * @throws {XmlRefused} for what is no time
 */
export function readTime(text: string | null): Date {
  const [, local, zone] = FORM.exec(text ?? '') ?? []
  const time = new Date(`${local}${zone ?? 'Z'}`)
  if (local === undefined || Number.isNaN(time.getTime()))
    throw new XmlRefused('a time is missing, or is none')
  return zone === undefined ? danish(time) : time
}

// What the clock in Denmark shows an hour or two before, for it is ahead of UTC by one of the two.
function danish(asUtc: Date): Date {
  const wanted = asUtc.toISOString().slice(0, 19).replace('T', ' ')
  const summer = new Date(asUtc.getTime() - 7_200_000)
  return CLOCK.format(summer) === wanted ? summer : new Date(asUtc.getTime() - 3_600_000)
}
