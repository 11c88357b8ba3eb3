import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '../../kit/secret.ts'
import type { Acting } from '../platform/acting.ts'
import { rootOf } from '../xml/parse.ts'
import type { Hsuid } from './hsuid.ts'
import { hsuidOf } from './hsuid-of.ts'
import { readHsuid } from './hsuid-read.ts'
import { writeHsuid } from './hsuid-write.ts'

const NOW = new Date('2031-05-06T10:00:00Z')

const SYSTEM = {
  ...{ certificate: '', key: new Secret(''), cvr: '00000901', careProvider: 'Fundament & søn' },
  ...{ systemName: '1 Hub', systemVersion: '2.0', systemOwner: 'Ejer' },
}

const PROFESSIONAL = {
  ...{ kind: 'professional', cpr: '6101010000', bootstrapToken: new Secret('') },
  accessToken: new Secret(''),
  ...{ authorisationCode: 'ABC12', role: '7170', organisation: '123456', onBehalfOf: null },
} as const satisfies Acting

const CITIZEN = {
  ...{ kind: 'citizen', cpr: '6201010000', jwt: new Secret(''), onBehalfOf: null },
} as const satisfies Acting

function of(acting: Acting, consentOverride = false): Hsuid {
  const regarding = { cpr: '6201010000', consentOverride }
  const hsuid = hsuidOf({ acting, regarding, system: SYSTEM, now: NOW })
  assert.ok(hsuid)
  return hsuid
}

describe('hsuidOf()', () => {
  it('tells of a professional who answers for oneself, and where', () => {
    const hsuid = of(PROFESSIONAL, true)
    assert.deepEqual(hsuid.user, {
      ...{ kind: 'professional', cpr: '6101010000', responsibleCpr: '6101010000' },
      responsibleAuthorisationCode: 'ABC12',
      organisation: { format: 'nsi:sor', code: '123456' },
    })
    assert.equal(hsuid.citizen, '6201010000')
    assert.equal(hsuid.consentOverride, true)
    assert.equal(hsuid.issuer, 'Hub')
  })

  it('names who is answered for by the code alone', () => {
    const { user } = of({ ...PROFESSIONAL, onBehalfOf: 'XYZ99', organisation: null })
    assert.deepEqual(user, {
      ...{ kind: 'professional', cpr: '6101010000', responsibleCpr: null },
      ...{ responsibleAuthorisationCode: 'XYZ99', organisation: null },
    })
  })

  it('tells a citizen who asks for oneself from one who asks for another', () => {
    const parent = {
      ...CITIZEN,
      onBehalfOf: { cpr: '6301010000', by: 'PARENTAL_CUSTODY' },
    } as const
    const relation = (acting: Acting) => {
      const { user } = of(acting)
      return user.kind === 'citizen' ? user.relation : undefined
    }
    assert.equal(relation(CITIZEN), 'nsi:Citizen')
    assert.equal(relation(parent), 'nsi:ParentalCustody')
  })

  it('tells of nobody where a system asks by itself', () => {
    const regarding = { cpr: '6201010000', consentOverride: false }
    const acting = { kind: 'system' } as const
    assert.equal(hsuidOf({ acting, regarding, system: SYSTEM, now: NOW }), null)
  })
})

describe('writeHsuid()', () => {
  it('writes what readHsuid() reads', () => {
    const codeless = { ...PROFESSIONAL, authorisationCode: null, organisation: null }
    for (const acting of [PROFESSIONAL, codeless, CITIZEN])
      assert.deepEqual(readHsuid(rootOf(writeHsuid(of(acting)).toString())), of(acting))
  })
})

describe('readHsuid()', () => {
  it('refuses what is missing, stands there twice, or is unknown', () => {
    const text = writeHsuid(of(PROFESSIONAL)).toString()
    const attribute = (name: string) =>
      new RegExp(`<hsuid:Attribute Name="nsi:${name}".*?</hsuid:Attribute>`)
    const others: readonly (readonly [string, RegExp])[] = [
      [text.replace(attribute('CitizenCivilRegistrationNumber'), ''), /Number is missing/],
      [text.replace(attribute('SystemName'), '$&$&'), /stands there twice/],
      [text.replace('nsi:HealthcareProfessional', 'nsi:Robot'), /UserType says/],
      [text.replace('nsi:sor', 'nsi:other'), /unknown kind/],
      [text.replace('>false<', '>perhaps<'), /ConsentOverride says/],
      [text.replace(/IssueInstant="[^"]*"/, ''), /time is missing/],
    ]
    for (const [other, state] of others) assert.throws(() => readHsuid(rootOf(other)), state)
  })
})
