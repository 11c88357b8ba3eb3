import type { Random } from '../../../infra/sample/random.ts'

const FIRST = ['Alma', 'Bjarke', 'Clara', 'Dorthe', 'Emil', 'Frida', 'Gunnar', 'Hedvig'] as const
const BEGINNING = ['Linde', 'Birke', 'Ege', 'Sten', 'Vinter', 'Kær', 'Høj', 'Åse'] as const
const ENDING = ['gård', 'lund', 'holt', 'bjerg', 'toft', 'bæk', 'mark', 'vang'] as const
const CLINIC = ['Lægerne', 'Lægehuset', 'Klinikken', 'Tandlægerne', 'Fysioterapien'] as const
const WARD = ['Afsnit', 'Ambulatorium', 'Sengeafsnit', 'Team', 'Dagafsnit'] as const
const STREET = ['Skolegade', 'Kirkevej', 'Østergade', 'Ågade', 'Lindealle', 'Nørre Allé'] as const
const TOWN = ['Nordvang', 'Tangeby', 'Søndervang', 'Ærøsund', 'Fjordby', 'Åkær'] as const

export const placeName = (random: Random): string => random.pick(BEGINNING) + random.pick(ENDING)

export const personName = (random: Random): string => `${random.pick(FIRST)} ${placeName(random)}`

export const clinicName = (random: Random): string =>
  `${random.pick(CLINIC)} ${placeName(random)}${random.chance(0.1) ? ' & Partnere' : ''}`

export const wardName = (random: Random): string => `${random.pick(WARD)} ${placeName(random)}`

/** An address in a town that is nowhere. */
export function anyAddress(random: Random) {
  const town = random.below(TOWN.length)
  return {
    street: random.pick(STREET),
    building: String(1 + random.below(120)),
    postCode: String(9991 + town),
    city: TOWN[town] ?? TOWN[0],
    municipality: `099${1 + town}`,
  }
}

/** A day between 2000 and 2024. */
export const anyDay = (random: Random): string =>
  `${2000 + random.below(25)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`

const two = (number: number): string => String(number).padStart(2, '0')
