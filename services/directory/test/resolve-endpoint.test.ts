import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { localDate } from '../domain/time/local-date.ts'
import { type Asking, dataOf, openDirectory } from './asking.ts'
import { glnNumber, type RegisterBuilder, unitId } from './register-builder.ts'

const EHMI = '100097'
const VANS = '51000035003'

const RESOLVE = `query ($sorId: SorId!, $type: String!, $on: Date) {
  resolveEndpoint(organisation: { sorId: $sorId }, messageType: $type, on: $on) {
    ... on EndpointFound {
      endpoint { id status organisation { sorId } inheritedFrom { sorId } sources }
      organisation { sorId }
      matched { raw }
      receiver { gln sorId ydernummer shak }
      steps { outcome explanation organisation { sorId } }
      on revision freshness { snapshotDate stale }
    }
    ... on EndpointNotFound {
      reason message steps { outcome }
      candidates { id } organisations { sorId } alternatives { raw } replacedBy { sorId }
    }
  }
}`

const REFERRAL_RULE = {
  messageType: 'REF01',
  fromDay: localDate('2024-01-01'),
  toDay: localDate('2025-12-31'),
  forSource: null,
  receiverTypes: [],
  hub: { sorId: unitId(900) },
  name: 'Henvisningscentralen',
  source: 'a fictional circular',
}

describe('resolveEndpoint', () => {
  let directory: Asking
  let register: RegisterBuilder
  before(async () => {
    directory = await openDirectory([REFERRAL_RULE])
    register = directory.register
    await register.unit(unitId(900), { name: 'Henvisningscentralen' })
    await register.mailbox(glnNumber(900), { unit: unitId(900) })
    await register.receives(glnNumber(900), ['REF01', 'CTL01'])
  })
  after(() => directory[Symbol.asyncDispose]())

  const resolve = async (number: number, type = 'DIS91', on?: string) =>
    dataOf(await directory.ask(RESOLVE, { sorId: unitId(number), type, on })).resolveEndpoint

  const carrier = async (number: number, types: readonly string[], status = 'ACTIVE' as const) => {
    await register.unit(unitId(number), { name: `Carrier ${number}` })
    await register.mailbox(glnNumber(number), { unit: unitId(number), status })
    await register.receives(glnNumber(number), types)
  }

  it('answers with the one endpoint, its receiver, and how it was found', async () => {
    await register.unit(unitId(10), { name: 'Klinikken', ydernumre: ['000010'], shak: '9991' })
    await register.mailbox(glnNumber(10), { unit: unitId(10), network: VANS })
    await register.receives(glnNumber(10), ['DIS91', 'RPT01'])
    const id = `${glnNumber(10)}.${VANS}`
    assert.deepEqual(await resolve(10), {
      endpoint: {
        ...{ id, status: 'ACTIVE', inheritedFrom: null, sources: ['eer', 'sor'] },
        organisation: { sorId: unitId(10) },
      },
      organisation: { sorId: unitId(10) },
      matched: [{ raw: 'DIS91' }],
      receiver: { gln: glnNumber(10), sorId: unitId(10), ydernummer: '000010', shak: '9991' },
      steps: [
        {
          outcome: 'OWN',
          explanation: `Klinikken carries the mailbox ${glnNumber(10)} itself`,
          organisation: { sorId: unitId(10) },
        },
      ],
      ...{ on: '2026-11-23', revision: 1 },
      freshness: { snapshotDate: '2026-11-20', stale: false },
    })
  })

  it('takes the mailbox of the parent where the indicator says so, and says whose it is', async () => {
    await carrier(20, ['DIS91'])
    await register.unit(unitId(21), { parent: unitId(20), inherits: true })
    await register.unit(unitId(22), { parent: unitId(21), inherits: true })
    const found = await resolve(22)
    assert.equal(found.endpoint.id, `${glnNumber(20)}.0`)
    assert.equal(found.endpoint.inheritedFrom.sorId, unitId(20))
    assert.deepEqual(found.receiver.sorId, unitId(22))
    assert.deepEqual(
      found.steps.map(({ outcome }: { outcome: string }) => outcome),
      ['NONE', 'NONE', 'INHERITED'],
    )
  })

  it('gives no mailbox to a unit whose indicator is false, nor below it', async () => {
    await carrier(30, ['DIS91'])
    await register.unit(unitId(31), { parent: unitId(30), inherits: false })
    await register.unit(unitId(32), { parent: unitId(31), inherits: true })
    for (const number of [31, 32]) {
      const answer = await resolve(number)
      assert.equal(answer.reason, 'NO_ENDPOINT')
      assert.deepEqual(answer.steps.at(-1), { outcome: 'NOT_INHERITED' })
    }
  })

  it('ends the walk at own mailboxes even if none receives the type', async () => {
    await carrier(40, ['DIS91'])
    await register.unit(unitId(41), { parent: unitId(40), inherits: true })
    await register.mailbox(glnNumber(41), { unit: unitId(41) })
    await register.receives(glnNumber(41), ['RPT01'])
    assert.equal((await resolve(41)).reason, 'MESSAGE_TYPE_NOT_RECEIVED')
  })

  it('chooses among several mailboxes by type, then by status; two left are AMBIGUOUS', async () => {
    const gln = glnNumber(50)
    await register.unit(unitId(50))
    await register.mailbox(gln, { unit: unitId(50), network: VANS })
    await register.mailbox(gln, { register: 'eer', network: VANS })
    await register.mailbox(gln, { register: 'eer', network: EHMI })
    await register.mailbox(gln, { register: 'eer', network: '41000035001', status: 'SUSPENDED' })
    await register.receives(gln, ['DIS91', 'RPT01'], { network: VANS })
    await register.receives(gln, ['FDIS91', 'RPT01'], { network: EHMI })
    await register.receives(gln, ['DIS91'], { network: '41000035001' })
    assert.equal((await resolve(50, 'DIS91')).endpoint.id, `${gln}.${VANS}`)
    assert.equal((await resolve(50, 'FDIS91')).endpoint.id, `${gln}.${EHMI}`)
    const answer = await resolve(50, 'RPT01')
    assert.equal(answer.reason, 'AMBIGUOUS')
    assert.deepEqual(answer.candidates, [{ id: `${gln}.${VANS}` }, { id: `${gln}.${EHMI}` }])
  })

  it('matches a version asked for, and any where none is asked, newest first', async () => {
    await carrier(60, ['D9134L', 'D9133L'])
    assert.deepEqual((await resolve(60)).matched, [{ raw: 'D9134L' }, { raw: 'D9133L' }])
    assert.deepEqual((await resolve(60, 'D9133L')).matched, [{ raw: 'D9133L' }])
    assert.equal((await resolve(60, 'D9132L')).reason, 'MESSAGE_TYPE_NOT_RECEIVED')
  })

  it('never equals DIS91, XDIS91 and FDIS91, but offers the others', async () => {
    await carrier(70, ['XDIS91', 'FDIS91', 'RPT01'])
    const answer = await resolve(70)
    assert.equal(answer.reason, 'MESSAGE_TYPE_NOT_RECEIVED')
    assert.deepEqual(answer.alternatives, [{ raw: 'XDIS91' }, { raw: 'FDIS91' }])
  })

  it('serves a mailbox known only to SOR: ENDPOINT_NOT_ACTIVE where suspended', async () => {
    await register.unit(unitId(80))
    await register.mailbox(glnNumber(80), { unit: unitId(80), status: 'SUSPENDED' })
    assert.equal((await resolve(80)).reason, 'ENDPOINT_NOT_ACTIVE')
  })

  it('serves a mailbox known only to the endpoint register', async () => {
    await register.unit(unitId(81))
    await register.mailbox(glnNumber(81), { register: 'eer', unit: unitId(81), network: EHMI })
    await register.receives(glnNumber(81), ['FDIS91'], { network: EHMI })
    assert.deepEqual((await resolve(81, 'FDIS91')).endpoint.sources, ['eer'])
  })

  it('serves a unit known only to the endpoint register, and dates it by no day', async () => {
    await register.unit(unitId(82), { source: 'eer', from: '2026-11-20' })
    await register.mailbox(glnNumber(82), { register: 'eer', unit: unitId(82), from: '2021-01-01' })
    await register.receives(glnNumber(82), ['FDIS91'])
    assert.equal((await resolve(82, 'FDIS91')).organisation.sorId, unitId(82))
    assert.equal((await resolve(82, 'FDIS91', '2026-11-19')).reason, 'NOT_RECORDED_FOR_DAY')
  })

  it('says whose a mailbox is by SOR, whomever the endpoint register names', async () => {
    await register.unit(unitId(83))
    await register.unit(unitId(84))
    await register.mailbox(glnNumber(83), { unit: unitId(83) })
    await register.mailbox(glnNumber(83), { register: 'eer', unit: unitId(84), network: EHMI })
    await register.receives(glnNumber(83), ['FDIS91'], { network: EHMI })
    assert.equal((await resolve(83, 'FDIS91')).endpoint.id, `${glnNumber(83)}.${EHMI}`)
    assert.equal((await resolve(84, 'FDIS91')).reason, 'NO_ENDPOINT')
  })

  it('is INTERNAL_ONLY where the register marks it so', async () => {
    await register.unit(unitId(90))
    await register.mailbox(glnNumber(90), { unit: unitId(90), internalOnly: true })
    await register.receives(glnNumber(90), ['DIS91'])
    assert.equal((await resolve(90)).reason, 'INTERNAL_ONLY')
  })

  it('is MESSAGE_TYPES_UNKNOWN where no source says: not the same as not received', async () => {
    await register.unit(unitId(91))
    await register.mailbox(glnNumber(91), { unit: unitId(91) })
    assert.equal((await resolve(91)).reason, 'MESSAGE_TYPES_UNKNOWN')
  })

  it('is ORGANISATION_CLOSED the day after the last, with those who took over', async () => {
    await register.unit(unitId(100), { to: '2024-06-30' })
    await register.unit(unitId(101), { from: '2024-07-01' })
    await register.replaced(unitId(100), unitId(101))
    await register.replaced(unitId(100), unitId(199))
    assert.equal((await resolve(100, 'DIS91', '2024-06-30')).reason, 'NO_ENDPOINT')
    const answer = await resolve(100, 'DIS91', '2024-07-01')
    assert.equal(answer.reason, 'ORGANISATION_CLOSED')
    assert.deepEqual(answer.organisations, [{ sorId: unitId(100) }])
    assert.deepEqual(answer.replacedBy, [{ sorId: unitId(101) }])
  })

  it('is ORGANISATION_FUTURE, ORGANISATION_UNKNOWN or KEY_INVALID before anything else', async () => {
    await register.unit(unitId(102), { from: '2027-01-01' })
    assert.equal((await resolve(102)).reason, 'ORGANISATION_FUTURE')
    assert.equal((await resolve(198)).reason, 'ORGANISATION_UNKNOWN')
    const invalid = { sorId: '123', type: 'DIS91' }
    const answer = dataOf(await directory.ask(RESOLVE, invalid)).resolveEndpoint
    assert.equal(answer.reason, 'KEY_INVALID')
  })

  it('is NOT_RECORDED_FOR_DAY before a GLN has its from-date', async () => {
    await register.unit(unitId(110))
    await register.mailbox(glnNumber(110), { unit: unitId(110), from: '2024-01-01' })
    await register.receives(glnNumber(110), ['DIS91'], { from: '2024-01-01' })
    assert.equal((await resolve(110, 'DIS91', '2023-12-31')).reason, 'NOT_RECORDED_FOR_DAY')
    assert.equal((await resolve(110, 'DIS91', '2024-01-01')).endpoint.status, 'ACTIVE')
  })

  it('is NOT_RECORDED_FOR_DAY before the first snapshot of its message types', async () => {
    await register.unit(unitId(111))
    await register.mailbox(glnNumber(111), { unit: unitId(111) })
    await register.receives(glnNumber(111), ['DIS91'], { from: '2026-11-20' })
    assert.equal((await resolve(111, 'DIS91', '2026-11-19')).reason, 'NOT_RECORDED_FOR_DAY')
    assert.equal((await resolve(111, 'DIS91', '2026-11-20')).endpoint.status, 'ACTIVE')
  })

  it('goes through a hub on the days of the rule, and straight on all others', async () => {
    await carrier(120, ['REF01'])
    const found = await resolve(120, 'REF01', '2025-12-31')
    assert.equal(found.endpoint.id, `${glnNumber(900)}.0`)
    assert.equal(found.receiver.sorId, unitId(120))
    assert.deepEqual(
      found.steps.map(({ outcome }: { outcome: string }) => outcome),
      ['VIA_HUB', 'OWN'],
    )
    const straight = await resolve(120, 'REF01', '2026-01-01')
    assert.equal(straight.endpoint.id, `${glnNumber(120)}.0`)
  })

  it('answers many in the order asked, each for itself', async () => {
    const requests = [10, 198].map((number) => ({
      ...{ organisation: { sorId: unitId(number) }, messageType: 'DIS91' },
    }))
    const query = `query ($requests: [ResolveRequest!]!) {
      resolveEndpoints(requests: $requests) { __typename }
    }`
    const invalid = { organisation: { gln: '952' }, messageType: 'DIS91' }
    const answer = await directory.ask(query, { requests: [...requests, invalid] })
    assert.deepEqual(
      dataOf(answer).resolveEndpoints.map(({ __typename }: { __typename: string }) => __typename),
      ['EndpointFound', 'EndpointNotFound', 'EndpointNotFound'],
    )
  })
})
