import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { type Random, seededRandom } from '../random.ts'
import { address, type Town } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'

const FIRST_NAMES = [
  'Alma',
  'Birk',
  'Clara',
  'Ditlev',
  'Esther',
  'Frode',
  'Gerda',
  'Holger',
] as const
const BEGINNINGS = ['Linde', 'Birke', 'Ege', 'Sten', 'Vinter', 'Sommer', 'Kær', 'Høj'] as const
const ENDINGS = ['gård', 'lund', 'holt', 'bjerg', 'toft', 'bæk', 'mark', 'vang'] as const
const STREETS = ['Skolegade', 'Kirkevej', 'Østergade', 'Ågade', 'Lindealle', 'Markvej'] as const
const TOWNS = [
  'Nordvang',
  'Tangeby',
  'Søndervang',
  'Ærøsund',
  'Fjordby',
  'Åkær',
] as const satisfies readonly Town[]

/** Further practices, so that lists and searches have something to work on. */
export function bulkPractices(count: number): readonly SampleUnit[] {
  const random = seededRandom(20_261_101)
  return Array.from({ length: count }, (_, index) => practiceOf(3000 + index * 10, random))
}

function practiceOf(number: number, random: Random): SampleUnit {
  const town = random.pick(TOWNS)
  const name = `Lægerne ${random.pick(BEGINNINGS)}${random.pick(ENDINGS)}`
  const doctors = 1 + random.below(3)
  return owner(
    [number, `${name} I/S`],
    {
      cvr: number,
      postal: address(`${random.pick(STREETS)} ${1 + random.below(80)}`, town),
      contact: { phone: `0000${number}`, email: `laegerne-${number}@praksis.example` },
      mailbox: mailbox(number, {
        receives: RECEIVES.practice,
        network: random.pick(['vans', 'otherVans']),
      }),
      from: `20${10 + random.below(15)}-0${1 + random.below(9)}-01`,
    },
    [
      institution(
        [number + 1, name],
        { type: 'lægepraksis' },
        Array.from({ length: doctors }, (_, doctor) =>
          section([number + 2 + doctor, personName(random)], {
            ydernummer: String(number + 2).padStart(6, '0'),
            specialities: ['almen'],
          }),
        ),
      ),
    ],
  )
}

const personName = (random: Random): string =>
  `${random.pick(FIRST_NAMES)} ${random.pick(BEGINNINGS)}${random.pick(ENDINGS)}`
