import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LocalDate } from '../time/local-date.ts'
import type { MailboxStatement } from './mailbox.ts'
import { pairStatements } from './mailbox-pairing.ts'

const statement = (
  register: 'sor' | 'eer',
  network: string | null,
  more: Partial<MailboxStatement> = {},
): MailboxStatement => ({
  ...{ register, network, source: register, rank: 1, sorId: null, isOwners: register === 'sor' },
  ...{
    gln: '9520000000011',
    status: 'ACTIVE',
    rawStatus: null,
    internalOnly: false,
    connectionType: null,
  },
  ...{ address: null, accessPointId: null, mimeTypes: [], validTo: null },
  validFrom: '2020-01-01' as LocalDate,
  ...more,
})

const paired = (...statements: readonly MailboxStatement[]) =>
  pairStatements(statements).map(({ network, sor, eer }) => [
    network,
    sor.length,
    eer?.network ?? (eer && 'none'),
  ])

describe('pairStatements()', () => {
  const cases: readonly (readonly [string, readonly MailboxStatement[], unknown])[] = [
    ['serves what SOR alone knows', [statement('sor', 'a')], [['a', 1, null]]],
    ['serves what the endpoint register alone knows', [statement('eer', 'a')], [['a', 0, 'a']]],
    [
      'takes one of each for the same mailbox, on the network of the endpoint register',
      [statement('sor', 'a'), statement('eer', 'b')],
      [['b', 1, 'b']],
    ],
    [
      'takes the network from SOR where the endpoint register names none',
      [statement('sor', 'a'), statement('eer', null)],
      [['a', 1, 'none']],
    ],
    [
      'gives the network of SOR to the one of two that has none',
      [statement('sor', 'a'), statement('eer', null), statement('eer', 'b')],
      [
        ['a', 1, 'none'],
        ['b', 0, 'b'],
      ],
    ],
    [
      'keeps a network of its own that only SOR knows',
      [statement('sor', 'a'), statement('eer', 'b'), statement('eer', 'c')],
      [
        ['b', 0, 'b'],
        ['c', 0, 'c'],
        ['a', 1, null],
      ],
    ],
    [
      'takes SOR without a network for every network',
      [statement('sor', null), statement('eer', 'b'), statement('eer', 'c')],
      [
        ['b', 1, 'b'],
        ['c', 1, 'c'],
      ],
    ],
    [
      'believes the best-ranked source of the endpoint register',
      [statement('eer', 'a', { rank: 2 }), statement('eer', 'a', { rank: 1 })],
      [['a', 0, 'a']],
    ],
    [
      'passes over a source of SOR that the unit is not read from',
      [statement('sor', 'a', { isOwners: false })],
      [],
    ],
  ]
  for (const [name, statements, expected] of cases) {
    it(name, () => assert.deepEqual(paired(...statements), expected))
  }
})
