import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { address } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'
import { hospitalDepartments } from './hospital-departments.ts'
import { hospitalHistory } from './hospital-history.ts'
import { hospitalMailboxes } from './hospital-mailboxes.ts'

/** A region with one large hospital: levels, addresses, states of mailboxes, replacements. */
export function regionFjordland(): SampleUnit {
  return owner(
    [1, 'Region Fjordland'],
    {
      type: 'region',
      cvr: 1,
      postal: address('Regionsgården 1', 'Fjordby'),
      contact: {
        phone: '00000001',
        email: 'post@fjordland.example',
        website: 'https://fjordland.example',
      },
      mailbox: mailbox(1, { receives: ['DIS91', 'CTL03'] }),
      from: '2007-01-01',
      shows: ['own-mailbox', 'alternative-edifact'],
    },
    [hospital(), psychiatry(), preHospital()],
  )
}

const hospital = (): SampleUnit =>
  institution(
    [10, 'Fjordland Universitetshospital'],
    {
      type: 'hospital',
      shak: '9901',
      mailbox: mailbox(10, {
        receives: RECEIVES.hospital,
        network: 'edelivery',
        accessPoint: 'fjordland-ap1',
      }),
      postal: address('Hospitalsvej 100', 'Fjordby'),
      contact: { phone: '00000010', email: 'hospital@fjordland.example' },
      from: '2007-01-01',
      shows: ['own-mailbox', 'access-point', 'shak-4'],
    },
    [heartAndLungCentre(), ...addresses(), ...hospitalMailboxes(), ...hospitalHistory()].concat(
      hospitalDepartments({ first: 1000, shak: '9901', departments: 8, wards: 5 }),
    ),
  )

const heartAndLungCentre = (): SampleUnit =>
  section(
    [11, 'Hjerte-Lungecentret'],
    { type: 'administrativ', shak: '990101', shows: ['inherited-one-level', 'shak-6'] },
    [
      section([12, 'Afdeling for Hjertesygdomme'], { shak: '990102' }, [
        section(
          [13, 'Hjertesengeafsnit H1'],
          {
            shak: '9901023',
            specialities: ['kardiologi', 'intern'],
            shows: ['inherited-three-levels', 'shak-7', 'specialities'],
          },
          [
            section([14, 'Hjertesengeafsnit H1, intensiv'], { type: 'intensiv' }, [
              section([15, 'Hjertesengeafsnit H1, intensiv stue 1-4'], {}, [
                section([16, 'Hjertesengeafsnit H1, intensiv stue 1'], { shows: ['nested-seven'] }),
              ]),
            ]),
          ],
        ),
      ]),
    ],
  )

const addresses = (): readonly SampleUnit[] => [
  section([30, 'Fødeafdelingen'], {
    specialities: ['gynækologi'],
    shows: ['postal-inherited', 'contact-inherited', 'inherited-one-level'],
  }),
  section([31, 'Børneafdelingen'], {
    specialities: ['børn'],
    postal: address('Børnehuset 2', 'Fjordby'),
    shows: ['visiting-from-own-postal'],
  }),
  section([32, 'Dagkirurgi'], {
    type: 'operation',
    postal: address('Hospitalsvej 100', 'Fjordby'),
    visiting: address('Kirurgivej 4', 'Fjordby'),
    shows: ['activity-from-own-visiting'],
  }),
  section([33, 'Fysiurgisk Ambulatorium'], {
    postal: address('Hospitalsvej 100', 'Fjordby'),
    visiting: address('Ambulatorievej 6', 'Fjordby'),
    activity: address('Svømmehallen 1', 'Nordvang'),
    contact: { phone: '00000033' },
    shows: ['all-addresses-own', 'contact-own-whole'],
  }),
]

const psychiatry = (): SampleUnit =>
  institution(
    [60, 'Fjordland Psykiatri'],
    {
      type: 'hospital',
      shak: '9902',
      postal: address('Psykiatrivej 12', 'Nordvang'),
      mailbox: mailbox(60, { receives: RECEIVES.hospital }),
    },
    hospitalDepartments({ first: 1100, shak: '9902', departments: 3, wards: 4 }),
  )

const preHospital = (): SampleUnit =>
  institution([70, 'Fjordland Præhospital'], { type: 'præhospital', shak: '9903' }, [
    section([71, 'Vagtcentralen, Fjordland Præhospital'], { type: 'administrativ' }),
    section([72, 'Akutlægebil Nordvang'], { specialities: ['anæstesi'] }),
    section([73, 'Akutlægebil Søndervang'], { specialities: ['anæstesi'] }),
    section([74, 'Lægevagten Fjordland'], {
      type: 'lægevagt',
      ydernummer: '000199',
      mailbox: mailbox(74, { receives: RECEIVES.practice }),
    }),
  ])
