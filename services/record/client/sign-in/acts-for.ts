import type { ActingFor } from '../../../nsp/platform/acting.ts'

const OF_AGE = 18

/**
 * By what right a citizen acts for another: custody for one who is not of age, else power of attorney. The STS holds it to what is
 * registered, and this only says what is claimed. Guardianship of one who is of age is not claimed by anybody yet.
 *
 * @param cpr of the one who is acted for
 */
export function actsFor(cpr: string, now: Date): ActingFor {
  const born = bornOn(cpr)
  const isChild = born !== null && comesOfAge(born) > now.toISOString().slice(0, 10)
  return { cpr, by: isChild ? 'PARENTAL_CUSTODY' : 'PROCURATION' }
}

// Of a replacement number the day is raised by 60; the seventh digit decides the century with the year.
function bornOn(cpr: string): string | null {
  const [, day = '', month = '', year = '', seventh = ''] =
    /^(\d\d)(\d\d)(\d\d)(\d)\d{3}$/.exec(cpr) ?? []
  if (seventh === '') return null
  const century = centuryOf(Number(seventh), Number(year))
  const dayOfMonth = String(Number(day) > 60 ? Number(day) - 60 : Number(day)).padStart(2, '0')
  return `${century + Number(year)}-${month}-${dayOfMonth}`
}

function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

const comesOfAge = (born: string): string => `${Number(born.slice(0, 4)) + OF_AGE}${born.slice(4)}`
