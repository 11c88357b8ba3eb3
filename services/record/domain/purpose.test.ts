import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withheldByPurpose } from './purpose.ts'
import type { SignIn } from './sign-in.ts'

const OWN = '6103480014'
const OTHER = '6210520023'
const citizen: SignIn = { kind: 'citizen', cpr: OWN }
const doctor: SignIn = {
  ...{ kind: 'professional', cpr: OWN, authorisationCode: '0FL1B' },
  ...{ role: '7170', organisation: null },
}

describe('withheldByPurpose()', () => {
  for (const [name, who, cpr, purpose, isOpen] of [
    ['staff for treatment', doctor, OTHER, 'TREATMENT', true],
    ['staff for their own record', doctor, OWN, 'OWN_RECORD', false],
    ['staff by proxy', doctor, OTHER, 'PROXY', false],
    ['a citizen for the own record', citizen, OWN, 'OWN_RECORD', true],
    ["a citizen for another's as the own", citizen, OTHER, 'OWN_RECORD', false],
    ['a citizen by proxy', citizen, OTHER, 'PROXY', true],
    ['a citizen by proxy for the own record', citizen, OWN, 'PROXY', false],
    ['a citizen for treatment', citizen, OWN, 'TREATMENT', false],
  ] as const) {
    it(`${isOpen ? 'lets' : 'keeps out'} ${name}`, () => {
      const withheld = withheldByPurpose(who, { cpr, purpose })
      assert.equal(withheld?.ground ?? null, isOpen ? null : 'PURPOSE')
      assert.doesNotMatch(withheld?.message ?? '', /\d/)
    })
  }
})
