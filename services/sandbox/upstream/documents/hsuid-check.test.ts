import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rootOf } from '../../../nsp/xml/parse.ts'
import { CITIZENS, STAFF } from '../../domain/world/persons.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, ReceivedCaller } from '../../wire/soap-service.ts'
import { lookUpOf } from './hsuid-check.ts'

const NOTHING = rootOf('<a/>')

const PROFESSIONAL: ReceivedCaller = {
  ...{ kind: 'professional', level: 4, cvr: '00000001', cpr: STAFF.doctor.cpr, role: '7170' },
  ...{ authorisationCode: '0FL1B', systemName: 'Fundament', actsFor: [] },
}

const CITIZEN: ReceivedCaller = {
  ...{ kind: 'citizen', level: 4, cvr: null, cpr: CITIZENS.pregnant.cpr, role: null },
  ...{ authorisationCode: null, systemName: null, actsFor: [CITIZENS.child.cpr] },
}

const SAID = {
  'nsi:UserType': 'nsi:HealthcareProfessional',
  'nsi:ActingUserCivilRegistrationNumber': PROFESSIONAL.cpr ?? '',
  'nsi:CitizenCivilRegistrationNumber': CITIZENS.full.cpr as string,
  ...{ 'nsi:SystemOwnerName': 'a', 'nsi:SystemName': 'b', 'nsi:SystemVersion': 'c' },
  ...{ 'nsi:OrgResponsibleName': 'd', 'nsi:ConsentOverride': 'false' },
}

const OF_CITIZEN = {
  ...{ ...SAID, 'nsi:UserType': 'nsi:Citizen' },
  'nsi:ActingUserCivilRegistrationNumber': CITIZEN.cpr ?? '',
  'nsi:CitizenCivilRegistrationNumber': CITIZEN.cpr ?? '',
}

const call = (caller: ReceivedCaller, said: Readonly<Record<string, string>>): ReceivedCall => ({
  ...{ body: NOTHING, envelope: NOTHING, caller, attachments: new Map(), version: '1.2' },
  hsuid: new Map(Object.entries(said).map(([name, value]) => [name, value ? [value] : []])),
  ...{ base: new URL('http://127.0.0.1/'), now: new Date() },
})

const refusedWith =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof FaultAnswer && error.faultCode === code

describe('lookUpOf()', () => {
  it('takes a header that fits the caller', () => {
    const { cpr: citizen } = CITIZENS.full
    const shown = { citizen, seesAll: false, isLimited: false }
    assert.deepEqual(lookUpOf(call(PROFESSIONAL, SAID)), shown)
    const override = { ...SAID, 'nsi:ConsentOverride': 'true' }
    assert.deepEqual(lookUpOf(call(PROFESSIONAL, override)), { ...shown, seesAll: true })
    const child = { ...OF_CITIZEN, 'nsi:CitizenCivilRegistrationNumber': CITIZENS.child.cpr }
    for (const said of [OF_CITIZEN, child]) assert.ok(lookUpOf(call(CITIZEN, said)).seesAll)
  })

  it('asks nothing of a system', () => {
    const system = { ...PROFESSIONAL, kind: 'system', cpr: null } as const
    const of = lookUpOf({ ...call(system, {}), hsuid: null })
    assert.deepEqual(of, { citizen: null, seesAll: true, isLimited: false })
  })

  it('limits staff without authorisation, unless somebody else is answered for', () => {
    const caller = { ...PROFESSIONAL, authorisationCode: null }
    assert.ok(lookUpOf(call(caller, SAID)).isLimited)
    const said = { ...SAID, 'nsi:ResponsibleUserAuthorizationCode': '0FL1B' }
    assert.ok(!lookUpOf(call(caller, said)).isLimited)
  })

  it('refuses a header that is missing, or lacks something, and names what', () => {
    const without = { ...call(PROFESSIONAL, SAID), hsuid: null }
    assert.throws(() => lookUpOf(without), refusedWith('missing_required_header'))
    const lacking = call(PROFESSIONAL, { ...SAID, 'nsi:SystemName': '' })
    assert.throws(() => lookUpOf(lacking), /\[nsi:SystemName\]/)
  })

  it('refuses a header that says another than the caller', () => {
    for (const [caller, said] of [
      [PROFESSIONAL, { ...SAID, 'nsi:UserType': 'nsi:Citizen' }],
      [PROFESSIONAL, { ...SAID, 'nsi:ActingUserCivilRegistrationNumber': STAFF.nurse.cpr }],
      [CITIZEN, { ...OF_CITIZEN, 'nsi:UserType': 'nsi:HealthcareProfessional' }],
      [CITIZEN, { ...OF_CITIZEN, 'nsi:CitizenCivilRegistrationNumber': CITIZENS.full.cpr }],
    ] as const) {
      assert.throws(() => lookUpOf(call(caller, said)), refusedWith('not_authorized'))
    }
  })
})
