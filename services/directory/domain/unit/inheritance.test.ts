import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fictionalUnit } from '../../test/fictional.ts'
import { street } from '../../test/register-builder.ts'
import { effectiveAddresses, effectiveContact } from './inheritance.ts'
import type { Chain, Unit } from './unit.ts'

const block = (name: string) => fc.constantFrom(null, street(name))
const unit = (sorId: string): fc.Arbitrary<Unit> =>
  fc
    .record({
      postal: block(`postal ${sorId}`),
      visiting: block(`visiting ${sorId}`),
      activity: block(`activity ${sorId}`),
      contact: fc.constantFrom(null, { phone: sorId, email: null, website: null }),
    })
    .map((blocks) => fictionalUnit(sorId, blocks))

const chains: fc.Arbitrary<Chain> = fc.tuple(unit('0'), unit('1'), unit('2'))

const streetsOf = (chain: Chain) =>
  new Map(effectiveAddresses(chain).map(({ use, block }) => [use, block.street]))

describe('effectiveAddresses()', () => {
  it('takes every block whole from one unit, and names it', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        for (const { block, from } of effectiveAddresses(chain)) {
          assert.ok([from.postal, from.visiting, from.activity].includes(block))
        }
      }),
    )
  })

  it('takes the postal address from the nearest that has one', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const nearest = chain.find(({ postal }) => postal !== null)?.postal?.street
        assert.equal(streetsOf(chain).get('POSTAL'), nearest)
      }),
    )
  })

  it('never takes a visiting or activity address from a parent', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const [own] = chain
        const streets = streetsOf(chain)
        assert.equal(streets.get('VISITING'), own.visiting?.street ?? streets.get('POSTAL'))
        assert.equal(streets.get('ACTIVITY'), own.activity?.street ?? streets.get('VISITING'))
      }),
    )
  })

  it('takes nothing from a parent that is not recorded for the day', () => {
    const parent = fictionalUnit('1', { status: 'NOT_RECORDED', postal: street('Ukendt') })
    assert.deepEqual(effectiveAddresses([fictionalUnit('0'), parent]), [])
  })
})

describe('effectiveContact()', () => {
  it('is the whole block of the nearest that has one', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const nearest = chain.find(({ contact }) => contact !== null)
        assert.equal(effectiveContact(chain)?.from, nearest)
        assert.equal(effectiveContact(chain)?.block, nearest?.contact ?? undefined)
      }),
    )
  })
})
