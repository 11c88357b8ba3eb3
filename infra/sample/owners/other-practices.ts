import type { SpecialityName, TypeName } from '../codes.ts'
import { mailbox } from '../mailbox.ts'
import { type MessageTypeName, RECEIVES } from '../message-types.ts'
import type { RuleName } from '../rules.ts'
import { address, type Town } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'

interface Practice {
  readonly number: number
  readonly name: string
  readonly person: string
  readonly town: Town
  readonly type: TypeName
  readonly speciality?: SpecialityName
  readonly receives: readonly MessageTypeName[]
  readonly shows?: readonly RuleName[]
}

/** Specialists, physiotherapists, psychologists, dentists and pharmacies. */
export const otherPractices = (): readonly SampleUnit[] => [
  ...PRACTICES.map(soloPractice),
  ...pharmacies(),
]

const PRACTICES: readonly Practice[] = [
  {
    number: 700,
    name: 'Øjenlægerne Lindhøj',
    person: 'Astrid Lindhøj',
    town: 'Fjordby',
    type: 'speciallæge',
    speciality: 'øjen',
    receives: RECEIVES.specialist,
    shows: ['via-hub'],
  },
  {
    number: 710,
    name: 'Ørelæge Vestergyde',
    person: 'Bertil Vestergyde',
    town: 'Tangeby',
    type: 'speciallæge',
    speciality: 'ørenæsehals',
    receives: RECEIVES.specialist,
  },
  {
    number: 720,
    name: 'Tangeby Fysioterapi',
    person: 'Cille Rønnebjerg',
    town: 'Tangeby',
    type: 'fysioterapi',
    receives: RECEIVES.therapist,
    shows: ['via-hub'],
  },
  {
    number: 730,
    name: 'Psykologerne Kornmarken',
    person: 'Ditte Kornmark',
    town: 'Nordvang',
    type: 'psykolog',
    receives: RECEIVES.therapist,
    shows: ['via-hub'],
  },
  {
    number: 740,
    name: 'Tandlægerne Søbred',
    person: 'Elo Søbred',
    town: 'Søndervang',
    type: 'tandlæge',
    receives: ['DIS91', 'REF01'],
  },
  {
    number: 750,
    name: 'Fodklinikken Ærøsund',
    person: 'Freja Tangløkke',
    town: 'Ærøsund',
    type: 'fodterapeut',
    receives: RECEIVES.therapist,
  },
  {
    number: 760,
    name: 'Kiropraktik Åkær',
    person: 'Gustav Hylleholt',
    town: 'Åkær',
    type: 'kiropraktor',
    receives: RECEIVES.therapist,
  },
]

/** One practitioner: the owner carries the mailbox, institution and unit inherit it. */
export function soloPractice(plan: Practice): SampleUnit {
  const { number, name, person, town, type, speciality, receives, shows = [] } = plan
  return owner(
    [number, `${name} ApS`],
    {
      cvr: number,
      postal: address(`Klinikvej ${number % 97}`, town),
      contact: { phone: `0000${String(number).padStart(4, '0')}` },
      mailbox: mailbox(number, { receives }),
    },
    [
      institution([number + 1, name], { type }, [
        section([number + 2, person], {
          type,
          ydernummer: String(number + 2).padStart(6, '0'),
          specialities: speciality ? [speciality] : [],
          shows,
        }),
      ]),
    ],
  )
}

const pharmacies = (): readonly SampleUnit[] =>
  (['Nordvang', 'Tangeby', 'Søndervang', 'Ærøsund'] as const).map((town, index) => {
    const number = 800 + index * 10
    return owner(
      [number, `${town} Svane Apotek ved apoteker H. Ibsgård`],
      {
        cvr: number,
        postal: address(`Torvet ${index + 1}`, town),
        mailbox: mailbox(number, { receives: RECEIVES.pharmacy }),
      },
      [
        institution(
          [number + 1, `${town} Svane Apotek`],
          { type: 'apotek', pharmacy: `90${index + 1},0`, shows: index === 0 ? ['pharmacy'] : [] },
          [
            section([number + 2, `${town} Svane Apotek, filial`], {
              type: 'apotek',
              pharmacy: `90${index + 1},1`,
            }),
          ],
        ),
      ],
    )
  })
