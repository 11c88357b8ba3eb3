import type { TypeName } from '../codes.ts'
import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { address, type Town } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'

const SERVICES = [
  ['Hjemmesygeplejen', 'hjemmesygepleje'],
  ['Hjemmeplejen', 'hjemmepleje'],
  ['Plejecentret', 'plejehjem'],
  ['Bostedet', 'bosted'],
] as const satisfies readonly (readonly [string, TypeName])[]

const DISTRICTS = ['Nord', 'Syd', 'Øst', 'Vest', 'Midt'] as const

/** Four municipalities: home care by district below one administration, and the rest beside it. */
export const municipalities = (): readonly SampleUnit[] => [
  municipality({ number: 200, town: 'Nordvang', shows: true }),
  municipality({ number: 260, town: 'Tangeby', shows: false }),
  municipality({ number: 320, town: 'Søndervang', shows: false }),
  municipality({ number: 380, town: 'Ærøsund', shows: false }),
]

interface Plan {
  readonly number: number
  readonly town: Town
  readonly shows: boolean
}

const municipality = (plan: Plan): SampleUnit =>
  owner(
    [plan.number, `${plan.town} Kommune`],
    {
      type: 'kommune',
      cvr: plan.number,
      postal: address('Rådhuspladsen 1', plan.town),
      contact: {
        phone: `00000${plan.number}`,
        email: `kommunen-${plan.number}@kommune.example`,
        website: `https://kommune-${plan.number}.example`,
      },
      from: '2007-01-01',
    },
    [healthAndCare(plan), prevention(plan)],
  )

const healthAndCare = ({ number, town, shows }: Plan): SampleUnit =>
  institution(
    [number + 1, `${town} Sundhed og Omsorg`],
    {
      type: 'sundhedsforvaltning',
      mailbox: mailbox(number + 1, {
        receives: RECEIVES.municipality,
        network: 'edelivery',
        accessPoint: 'fjordland-ap2',
      }),
      shows: shows ? ['alternative-oioxml-fhir', 'own-mailbox'] : [],
    },
    SERVICES.flatMap(([name, type], service) =>
      DISTRICTS.map((district, index) =>
        section([number + 5 + service * DISTRICTS.length + index, `${name} ${town} ${district}`], {
          type,
          ...(type === 'plejehjem' ? { postal: address(`Plejevej ${index + 1}`, town) } : {}),
        }),
      ),
    ),
  )

const prevention = ({ number, town }: Plan): SampleUnit =>
  institution(
    [number + 30, `${town} Forebyggelse`],
    {
      type: 'sundhedscenter',
      postal: address('Sundhedsvej 3', town),
      mailbox: mailbox(number + 30, { receives: ['XDIS91', 'XREF15'], network: 'otherVans' }),
    },
    [
      section([number + 31, `Genoptræningen ${town}`], { type: 'genoptræning' }),
      section([number + 32, `Sundhedsplejen ${town}`], { type: 'sundhedspleje' }),
      section([number + 33, `Tandplejen ${town}`], {
        type: 'tandpleje',
        ydernummer: `0003${number / 20}`,
      }),
      section([number + 34, `Misbrugscentret ${town}`], {
        type: 'misbrug',
        mailbox: mailbox(number + 34, { receives: ['DIS91', 'XDIS91'] }),
      }),
    ],
  )
