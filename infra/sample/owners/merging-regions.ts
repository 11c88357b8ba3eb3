import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { address } from '../towns.ts'
import { institution, owner, type SampleUnit, section } from '../unit.ts'

const LAST = '2026-12-31'
const FIRST = '2027-01-01'

/** Two regions that become one on 2027-01-01, with a hospital each. */
export const mergingRegions = (): readonly SampleUnit[] => [
  ending({ number: 100, region: 'Sundland', town: 'Sundby', code: '1084' }),
  ending({ number: 110, region: 'Næsland', town: 'Næsby', code: '1085' }),
  owner(
    [120, 'Region Østland'],
    {
      type: 'region',
      cvr: 120,
      postal: address('Østlandsvej 1', 'Sundby'),
      contact: { phone: '00000120', website: 'https://oestland.example' },
      from: FIRST,
      replaces: [100, 110],
      shows: ['region-merger', 'future'],
    },
    [
      successor({ number: 130, town: 'Sundby', follows: 101, code: '1084' }),
      successor({ number: 140, town: 'Næsby', follows: 111, code: '1085' }),
    ],
  ),
]

interface Ending {
  readonly number: number
  readonly region: string
  readonly town: 'Sundby' | 'Næsby'
  readonly code: string
}

const ending = ({ number, region, town, code }: Ending): SampleUnit =>
  owner(
    [number, `Region ${region}`],
    {
      type: 'region',
      cvr: number,
      postal: address('Amtsgården 1', town),
      from: '2007-01-01',
      to: LAST,
      replacedBy: [120],
      shows: ['announced-closing'],
    },
    [
      institution(
        [number + 1, `${town} Sygehus`],
        {
          type: 'hospital',
          shak: `99${number / 10}`,
          postal: address('Sygehusvej 8', town),
          mailbox: mailbox(number + 1, {
            region: code,
            to: LAST,
            receives: RECEIVES.hospital,
            network: 'edelivery',
            accessPoint: 'sundland-ap1',
          }),
          to: LAST,
          replacedBy: [number + 30],
          shows: ['announced-closing'],
        },
        ['Medicinsk', 'Kirurgisk', 'Børne- og Unge'].map((name, index) =>
          section([number + 2 + index, `${name} Afdeling, ${town}`], {
            to: LAST,
            replacedBy: [number + 31 + index],
          }),
        ),
      ),
    ],
  )

interface Successor {
  readonly number: number
  readonly town: 'Sundby' | 'Næsby'
  readonly follows: number
  readonly code: string
}

const successor = ({ number, town, follows, code }: Successor): SampleUnit =>
  institution(
    [number, `Østland Sygehus, ${town}`],
    {
      type: 'hospital',
      shak: `99${number / 10}`,
      postal: address('Sygehusvej 8', town),
      mailbox: mailbox(follows, { region: code, from: FIRST, network: 'edelivery' }),
      from: FIRST,
      replaces: [follows],
    },
    ['Medicinsk', 'Kirurgisk', 'Børne- og Unge'].map((name, index) =>
      section([number + 1 + index, `${name} Afdeling, ${town}`], {
        from: FIRST,
        replaces: [follows + 1 + index],
      }),
    ),
  )
