import { type MailboxOptions, mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { address, type Town } from '../towns.ts'
import { institution, owner, type SampleUnit, section, type UnitOptions } from '../unit.ts'

const practice = (options: MailboxOptions & { readonly number: number }) =>
  mailbox(options.number, { receives: RECEIVES.practice, ...options })

/** General practices, by how their ydernummer and mailbox hang together. */
export const generalPractices = (): readonly SampleUnit[] => [
  clinic({ number: 600, name: 'Lægehuset Tangevej', street: 'Tangevej 14', town: 'Tangeby' }, {}, [
    section([602, 'Anna Møllebæk'], {
      ydernummer: '000101',
      specialities: ['almen'],
      mailbox: practice({ number: 602 }),
      shows: ['ydernummer-shared', 'own-mailbox', 'alternative-edifact'],
    }),
    section([603, 'Bo Skovsgård Dahl'], {
      ydernummer: '000101',
      specialities: ['almen'],
      mailbox: 'none',
      shows: ['ydernummer-shared'],
    }),
    section([604, 'Carla Ellegård'], {
      ydernummer: '000101',
      specialities: ['almen'],
      mailbox: 'none',
      shows: ['ydernummer-shared'],
    }),
    section([605, 'Lægehuset Tangevej, tidligere registrering'], {
      ydernummer: '99000101',
      mailbox: 'none',
      shows: ['ydernummer-duplicate'],
    }),
  ]),
  clinic(
    { number: 610, name: 'Lægerne Bakkegården', street: 'Bakkegården 3', town: 'Søndervang' },
    { mailbox: practice({ number: 610 }) },
    [
      section([612, 'Dorte Lundkær'], {
        ydernummer: '000102',
        specialities: ['almen'],
        shows: ['ydernummer-shared-inherited'],
      }),
      section([613, 'Erik Ravnsborg Holm'], {
        ydernummer: '000102',
        specialities: ['almen'],
        shows: ['ydernummer-shared-inherited'],
      }),
    ],
  ),
  ...handedOver(),
  ...ambiguous(),
  ...newerStandards(),
]

interface Clinic {
  readonly number: number
  readonly name: string
  readonly street: string
  readonly town: Town
}

/** Owner and institution of one practice, the units below. */
function clinic(
  { number, name, street, town }: Clinic,
  options: UnitOptions,
  units: readonly SampleUnit[],
): SampleUnit {
  const validity = options.to === undefined ? {} : { to: options.to }
  return owner(
    [number, `${name} I/S`],
    {
      cvr: number,
      postal: address(street, town),
      contact: { phone: `00000${number}` },
      ...options,
    },
    [
      institution(
        [number + 1, name],
        { type: 'lægepraksis', ...validity, ...(options.from ? { from: options.from } : {}) },
        units,
      ),
    ],
  )
}

const handedOver = (): readonly SampleUnit[] => [
  clinic({ number: 620, name: 'Lægerne Strandvejen', street: 'Strandvejen 9', town: 'Åkær' }, {}, [
    section([622, 'Frida Nøddebo'], {
      ydernummer: '000103',
      specialities: ['almen'],
      to: '2026-11-30',
      mailbox: practice({ number: 622 }),
      shows: ['ydernummer-handed-over'],
    }),
  ]),
  clinic(
    { number: 630, name: 'Lægehuset Åkær', street: 'Åkærvej 2', town: 'Åkær' },
    { from: '2026-10-01' },
    [
      section([632, 'Gorm Egelund'], {
        ydernummer: '000103',
        specialities: ['almen'],
        from: '2026-12-01',
        mailbox: practice({ number: 632, from: '2026-10-01' }),
        shows: ['ydernummer-handed-over'],
      }),
    ],
  ),
]

const ambiguous = (): readonly SampleUnit[] =>
  ([640, 650] as const).map((number) =>
    clinic(
      {
        number,
        name: number === 640 ? 'Lægerne Mølleparken' : 'Lægerne Havnegade',
        street: 'Havnegade 5',
        town: 'Ærøsund',
      },
      {},
      [
        section([number + 2, number === 640 ? 'Hanne Birkholt' : 'Ivan Tjørnely'], {
          ydernummer: '000104',
          specialities: ['almen'],
          mailbox: practice({ number: number + 2 }),
          shows: ['ydernummer-ambiguous'],
        }),
      ],
    ),
  )

const newerStandards = (): readonly SampleUnit[] => [
  clinic({ number: 660, name: 'Klinik Digital', street: 'Netvej 1', town: 'Nordvang' }, {}, [
    section([662, 'Jonna Kastbjerg'], {
      ydernummer: '000105',
      specialities: ['almen'],
      mailbox: mailbox(662, {
        receives: RECEIVES.practiceFhir,
        network: 'edelivery',
        accessPoint: 'fjordland-ap2',
      }),
      shows: ['alternative-fhir'],
    }),
  ]),
  clinic(
    { number: 670, name: 'Lægehuset Ellemosen', street: 'Ellemosen 22', town: 'Nordvang' },
    {},
    [
      section([672, 'Kaj Ellemose'], {
        ydernummer: '000106',
        specialities: ['almen'],
        mailbox: mailbox(672, {
          receives: ['HCO_11_OLDER', 'FDIS20_OLDER', 'FCTL_OLDER', 'DIS91'],
          network: 'edelivery',
        }),
        shows: ['urn-older-generation'],
      }),
    ],
  ),
]
