import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { glnNumber, type RegisterBuilder, unitId } from './register-builder.ts'

const BY_KEY = `query ($key: OrganisationKey!, $on: Date) {
  organisation(key: $key, on: $on) { sorId status }
}`
const BY_KEYS = `query ($keys: [OrganisationKey!]!) { organisationsByKeys(keys: $keys) { sorId } }`
const RESOLVE = `query ($key: OrganisationKey!, $on: Date) {
  resolveEndpoint(organisation: $key, messageType: "DIS91", on: $on) {
    ... on EndpointFound { organisation { sorId } receiver { ydernummer } steps { outcome } }
    ... on EndpointNotFound { reason organisations { sorId } candidates { gln } }
  }
}`

describe('organisation by key', () => {
  let directory: Asking
  let register: RegisterBuilder
  before(async () => {
    directory = await openDirectory()
    register = directory.register
  })
  after(() => directory[Symbol.asyncDispose]())

  const read = (key: Readonly<Record<string, string>>, on?: string) =>
    directory.ask(BY_KEY, { key, on })
  const sorIdBy = async (key: Readonly<Record<string, string>>, on?: string) =>
    dataOf(await read(key, on)).organisation?.sorId ?? null
  const resolve = async (key: Readonly<Record<string, string>>, on?: string) =>
    dataOf(await directory.ask(RESOLVE, { key, on })).resolveEndpoint

  it('names by GLN the unit that carries it, not its heirs', async () => {
    await register.unit(unitId(1))
    await register.unit(unitId(2), { parent: unitId(1), inherits: true })
    await register.mailbox(glnNumber(1), { unit: unitId(1) })
    assert.equal(await sorIdBy({ gln: glnNumber(1) }), unitId(1))
  })

  it('does not know a GLN that no unit carries on the day', async () => {
    await register.unit(unitId(3))
    await register.mailbox(glnNumber(3), { unit: unitId(3), from: '2022-01-01', to: '2022-12-31' })
    assert.equal(await sorIdBy({ gln: glnNumber(3) }, '2022-12-31'), unitId(3))
    assert.equal(await sorIdBy({ gln: glnNumber(3) }, '2023-01-01'), null)
    assert.deepEqual(codesOf(await read({ gln: glnNumber(3) }, '2021-12-31')), [
      'organisation NOT_RECORDED_FOR_DAY',
    ])
  })

  it('has one answer before and one after a ydernummer is handed over', async () => {
    await register.unit(unitId(10), { ydernumre: ['000010'], to: '2024-06-30' })
    await register.unit(unitId(11), { ydernumre: ['000010'], from: '2024-07-01' })
    assert.equal(await sorIdBy({ ydernummer: '000010' }, '2024-06-30'), unitId(10))
    assert.equal(await sorIdBy({ ydernummer: '000010' }, '2024-07-01'), unitId(11))
  })

  it('lets the unit with its own mailbox win', async () => {
    await register.unit(unitId(20), { ydernumre: ['000020'] })
    await register.unit(unitId(21), { ydernumre: ['000020'] })
    await register.mailbox(glnNumber(20), { unit: unitId(20) })
    await register.receives(glnNumber(20), ['DIS91'])
    assert.equal(await sorIdBy({ ydernummer: '000020' }), unitId(20))
    const found = await resolve({ ydernummer: '000020' })
    assert.equal(found.receiver.ydernummer, '000020')
    assert.deepEqual(found.steps, [{ outcome: 'REJECTED' }, { outcome: 'OWN' }])
  })

  it('is AMBIGUOUS where several have mailboxes of their own', async () => {
    for (const number of [30, 31]) {
      await register.unit(unitId(number), { ydernumre: ['000030'] })
      await register.mailbox(glnNumber(number), { unit: unitId(number) })
    }
    const answer = await read({ ydernummer: '000030' })
    assert.equal(answer.data.organisation, null)
    assert.deepEqual(codesOf(answer), ['organisation AMBIGUOUS_KEY'])
    assert.deepEqual(answer.errors[0]?.extensions?.sorIds, [unitId(30), unitId(31)])
    const { reason, organisations, candidates } = await resolve({ ydernummer: '000030' })
    assert.equal(reason, 'AMBIGUOUS')
    assert.deepEqual(organisations, [{ sorId: unitId(30) }, { sorId: unitId(31) }])
    assert.deepEqual(candidates, [{ gln: glnNumber(30) }, { gln: glnNumber(31) }])
  })

  it('is one answer where several inherit one mailbox: the unit that carries it', async () => {
    await register.unit(unitId(40), { name: 'Lægehuset' })
    await register.mailbox(glnNumber(40), { unit: unitId(40) })
    await register.receives(glnNumber(40), ['DIS91'])
    for (const number of [41, 42]) {
      const more = { parent: unitId(40), inherits: true, ydernumre: ['000040'] }
      await register.unit(unitId(number), more)
    }
    assert.equal((await resolve({ ydernummer: '000040' })).organisation.sorId, unitId(40))
  })

  it('is one answer where a unit and one below it carry one GLN: the topmost', async () => {
    await register.unit(unitId(50))
    await register.unit(unitId(51), { parent: unitId(50) })
    await register.mailbox(glnNumber(50), { unit: unitId(51) })
    await register.mailbox(glnNumber(50), { unit: unitId(50) })
    assert.equal(await sorIdBy({ gln: glnNumber(50) }), unitId(50))
  })

  it('is one answer where two carry one GLN and the endpoint register names one', async () => {
    await register.unit(unitId(60))
    await register.unit(unitId(61))
    for (const number of [60, 62]) {
      await register.mailbox(glnNumber(number), { unit: unitId(60) })
      await register.mailbox(glnNumber(number), { unit: unitId(61) })
    }
    await register.mailbox(glnNumber(60), { register: 'eer', unit: unitId(61) })
    assert.equal(await sorIdBy({ gln: glnNumber(60) }), unitId(61))
    assert.deepEqual(codesOf(await read({ gln: glnNumber(62) })), ['organisation AMBIGUOUS_KEY'])
  })

  it('is AMBIGUOUS where one GLN stands on another network in each unit', async () => {
    for (const [number, network] of [
      [70, '41000035001'],
      [71, '51000035003'],
    ] as const) {
      await register.unit(unitId(number))
      await register.mailbox(glnNumber(70), { unit: unitId(number), network })
    }
    assert.deepEqual(codesOf(await read({ gln: glnNumber(70) })), ['organisation AMBIGUOUS_KEY'])
  })

  it('is ORGANISATION_CLOSED where every unit of the key is closed', async () => {
    await register.unit(unitId(80), { ydernumre: ['000080'], to: '2023-12-31' })
    assert.equal((await resolve({ ydernummer: '000080' })).reason, 'ORGANISATION_CLOSED')
    const { organisation } = dataOf(await read({ ydernummer: '000080' }))
    assert.deepEqual(organisation, { sorId: unitId(80), status: 'CLOSED' })
  })

  it('reads a SHAK code from the unit, and from the map on its days', async () => {
    await register.unit(unitId(90), { shak: '999001' })
    await register.unit(unitId(91))
    await register.shakMap('999002', unitId(91), { to: '2024-12-31' })
    assert.equal(await sorIdBy({ shak: '999001' }), unitId(90))
    assert.equal(await sorIdBy({ shak: '999002' }, '2024-12-31'), unitId(91))
    assert.equal(await sorIdBy({ shak: '999002' }, '2025-01-01'), null)
  })

  it('answers many in order: null where unknown, null and an error where bad or ambiguous', async () => {
    const keys = [
      { sorId: unitId(999) },
      { gln: '9520000000000' },
      { ydernummer: '000030' },
      { sorId: unitId(20) },
    ]
    const answer = await directory.ask(BY_KEYS, { keys })
    assert.deepEqual(answer.data.organisationsByKeys, [null, null, null, { sorId: unitId(20) }])
    assert.deepEqual(codesOf(answer), [
      'organisationsByKeys.1 KEY_INVALID',
      'organisationsByKeys.2 AMBIGUOUS_KEY',
    ])
  })

  it("quote no number that may be a person's", async () => {
    const query = '{ organisation(key: { gln: "0101011234" }) { name } }'
    const { errors } = await directory.ask(query)
    assert.equal(errors[0]?.message, 'Cannot read GLN "(10 digits)": a GLN has 13 digits')
  })

  it('refuses more than 1000 keys, and a key of two identifiers', async () => {
    const keys = Array.from({ length: 1001 }, () => ({ sorId: unitId(1) }))
    assert.deepEqual(codesOf(await directory.ask(BY_KEYS, { keys })), [
      'organisationsByKeys TOO_MANY_KEYS',
    ])
    const two = await read({ sorId: unitId(1), gln: glnNumber(1) })
    assert.equal(two.errors.length, 1)
  })
})
