import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fictionalUnit } from '../../test/fictional.ts'
import type { AddressBlock } from '../unit/address.ts'
import type { Chain } from '../unit/unit.ts'
import type { GroupMember } from './group.ts'
import { isWithin, placeOf, reachOf } from './group-reach.ts'

const at = (municipality: string): AddressBlock => ({
  ...{ street: 'Gaden', building: null, floor: null, suite: null, postCode: null, city: null },
  ...{ municipality, country: null, position: null },
})

const owner = (type: string, municipality: string) =>
  fictionalUnit('owner', {
    level: 'OWNER',
    type: { code: type, display: null },
    postal: at(municipality),
  })

const ward = (municipality: string) => fictionalUnit('ward', { postal: at(municipality) })

const member = (more: Partial<GroupMember>): GroupMember => ({
  ...{ role: 'MUNICIPALITY', sorId: null, municipality: null, name: null },
  ...{ validFrom: '2022-07-01' as GroupMember['validFrom'], validTo: null },
  ...more,
})

const isIn = (chain: Chain, members: readonly GroupMember[]) =>
  isWithin(placeOf(chain), reachOf(members))

describe('placeOf()', () => {
  const cases = [
    ["a region's unit has no municipality, wherever it stands", 'region', null],
    ["nor has the state's", '398070004', null],
    ["a municipality's unit has that of its owner, also outside its borders", 'kommune', '0101'],
    ['anybody else has the one where it works', '550891000005100', '0751'],
  ] as const
  for (const [says, type, municipality] of cases) {
    it(says, () => {
      assert.equal(placeOf([ward('0751'), owner(type, '0101')]).municipality, municipality)
    })
  }

  it('takes the activity address before visiting and postal, and inherits as addresses are', () => {
    const [postal, visiting, activity] = [at('0101'), at('0147'), at('0751')]
    const place = (more: object) =>
      placeOf([fictionalUnit('practice', more), owner('privat', '0825')]).municipality
    assert.equal(place({ postal, visiting, activity }), '0751')
    assert.equal(place({ postal, visiting }), '0147')
    assert.equal(place({ postal }), '0101')
    assert.equal(place({}), '0825')
  })
})

describe('isWithin()', () => {
  const municipality = member({ municipality: '0751' })
  const practice: Chain = [ward('0751'), owner('privat', '0101')]
  const clinic: Chain = [ward('0751'), owner('region', '0751')]

  it('takes in what is below a member, and what lies in a municipality that is one', () => {
    assert.equal(isIn(practice, [municipality]), true)
    assert.equal(isIn(practice, [member({ municipality: '0101' })]), false)
    assert.equal(isIn(clinic, [municipality]), false)
    assert.equal(isIn(clinic, [member({ role: 'ACUTE_HOSPITAL', sorId: 'ward' })]), true)
    assert.equal(isIn(clinic, [member({ role: 'OTHER', sorId: 'owner' })]), true)
  })

  it('takes nobody in by a region, which is in every group of it', () => {
    assert.equal(isIn(clinic, [member({ role: 'REGION', sorId: 'owner' })]), false)
  })

  it('takes nobody in by a member that is known by its name alone', () => {
    assert.equal(isIn(practice, [member({ role: 'OTHER', name: 'Unit ward' })]), false)
  })
})
