import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { glnNumber, type RegisterBuilder, unitId } from './register-builder.ts'

const EHMI = '100097'
const ENDPOINTS = `query ($sorId: SorId!) {
  organisation(key: { sorId: $sorId }) {
    endpoints {
      status address accessPoint { url } messageTypes { raw } messageTypesKnown
      withheld { source fields reason }
    }
  }
}`
const RESOLVE = `query ($sorId: SorId!) {
  resolveEndpoint(organisation: { sorId: $sorId }, messageType: "FDIS91") {
    ... on EndpointFound { endpoint { id } }
    ... on EndpointNotFound { reason message }
  }
}`

describe('sources', () => {
  let directory: Asking
  let register: RegisterBuilder
  before(async () => {
    directory = await openDirectory()
    register = directory.register
    await register.source('sor2', { format: 'sor2-csv', rank: 2 })
    await register.source('closed', { format: 'eer', rank: 4, visibility: 'restricted' })
    await register.revision(2, { sor2: '2026-11-21', closed: '2026-11-21' })
  })
  after(() => directory[Symbol.asyncDispose]())

  const NAME = `query ($sorId: SorId!, $on: Date) {
    organisation(key: { sorId: $sorId }, on: $on) { name status sources endpoints { gln } }
  }`
  const read = async (number: number, on?: string) =>
    dataOf(await directory.ask(NAME, { sorId: unitId(number), on })).organisation

  it('read a unit whole from the highest-ranked one that holds it in force', async () => {
    await register.unit(unitId(1), { name: 'I SOR', to: '2024-12-31' })
    await register.unit(unitId(1), { name: 'I SOR2', source: 'sor2' })
    await register.mailbox(glnNumber(1), { source: 'sor2', unit: unitId(1) })
    const before = { name: 'I SOR', status: 'ACTIVE', sources: ['sor', 'sor2'], endpoints: [] }
    assert.deepEqual(await read(1, '2024-12-31'), before)
    const since = { name: 'I SOR2', status: 'ACTIVE', sources: ['sor2'] }
    assert.deepEqual(await read(1), { ...since, endpoints: [{ gln: glnNumber(1) }] })
  })

  it('close a unit when none holds it open', async () => {
    await register.unit(unitId(2), { name: 'I SOR', to: '2023-12-31' })
    await register.unit(unitId(2), { name: 'I SOR2', source: 'sor2', to: '2024-12-31' })
    assert.equal((await read(2, '2024-06-30')).name, 'I SOR2')
    const closed = { name: 'I SOR', status: 'CLOSED', sources: ['sor', 'sor2'], endpoints: [] }
    assert.deepEqual(await read(2), closed)
  })

  it('do not open a unit early for being listed in the endpoint register, which dates none', async () => {
    await register.unit(unitId(3), { name: 'I SOR', from: '2027-01-01' })
    await register.unit(unitId(3), { name: 'I registeret', source: 'eer', from: '2026-11-20' })
    assert.equal((await read(3)).status, 'FUTURE')
    assert.equal((await read(3, '2027-01-01')).name, 'I SOR')
  })

  it('do not keep a unit open for being listed in the endpoint register, which dates none', async () => {
    await register.unit(unitId(4), { name: 'I SOR', to: '2026-12-31' })
    await register.unit(unitId(4), { name: 'I registeret', source: 'eer', from: '2026-11-20' })
    assert.equal((await read(4, '2026-12-31')).name, 'I SOR')
    const { name, status, sources } = await read(4, '2027-01-01')
    assert.deepEqual({ name, status }, { name: 'I SOR', status: 'CLOSED' })
    assert.deepEqual(sources, ['sor', 'eer'])
  })

  it('keep a unit open that the endpoint register lists after its end elsewhere', async () => {
    await register.unit(unitId(5), { name: 'I SOR', to: '2026-11-10' })
    await register.unit(unitId(5), { name: 'I registeret', source: 'eer', from: '2026-10-01' })
    const { name, status } = await read(5)
    assert.deepEqual({ name, status }, { name: 'I registeret', status: 'ACTIVE' })
  })

  it('withhold what a restricted one says, say so, and show it to who holds it', async () => {
    await register.unit(unitId(10))
    await register.mailbox(glnNumber(10), { unit: unitId(10) })
    await register.mailbox(glnNumber(10), {
      ...{ source: 'closed', register: 'eer', network: EHMI, status: 'SUSPENDED' },
      ...{ address: 'https://fhir.fjordby.dk', accessPoint: 'ap' },
    })
    await register.receives(glnNumber(10), ['FDIS91'], { source: 'closed', network: EHMI })
    await register.accessPoint('ap', 'https://ap.fjordby.dk', { source: 'closed' })
    const hidden = await directory.ask(ENDPOINTS, { sorId: unitId(10) })
    assert.deepEqual(codesOf(hidden), [
      'organisation.endpoints.0.address WITHHELD',
      'organisation.endpoints.0.accessPoint WITHHELD',
    ])
    const [endpoint] = hidden.data.organisation.endpoints
    assert.deepEqual(endpoint.messageTypes, [])
    assert.equal(endpoint.status, 'ACTIVE')
    assert.deepEqual(endpoint.withheld[0].source, 'closed')
    assert.ok(endpoint.withheld[0].fields.includes('messageTypes'))
    const grants = { grants: ['closed'] }
    const shown = dataOf(await directory.ask(ENDPOINTS, { sorId: unitId(10) }, grants))
    assert.deepEqual(shown.organisation.endpoints, [
      {
        ...{ status: 'SUSPENDED', address: 'https://fhir.fjordby.dk', withheld: [] },
        accessPoint: { url: 'https://ap.fjordby.dk' },
        ...{ messageTypes: [{ raw: 'FDIS91' }], messageTypesKnown: true },
      },
    ])
  })

  it('make a resolution that hangs on a restricted one say so, without what it says', async () => {
    await register.unit(unitId(11))
    await register.mailbox(glnNumber(11), { unit: unitId(11) })
    await register.receives(glnNumber(11), ['FDIS91'], { source: 'closed' })
    await register.unit(unitId(12))
    const more = { source: 'closed', register: 'eer', unit: unitId(12) } as const
    await register.mailbox(glnNumber(12), more)
    await register.receives(glnNumber(12), ['FDIS91'], { source: 'closed' })
    for (const [number, reason] of [
      [11, 'MESSAGE_TYPES_UNKNOWN'],
      [12, 'NO_ENDPOINT'],
    ] as const) {
      const { resolveEndpoint } = dataOf(await directory.ask(RESOLVE, { sorId: unitId(number) }))
      assert.equal(resolveEndpoint.reason, reason)
      assert.match(resolveEndpoint.message, /source "closed" is restricted/)
      const grants = { grants: ['closed'] }
      const shown = dataOf(await directory.ask(RESOLVE, { sorId: unitId(number) }, grants))
      assert.equal(shown.resolveEndpoint.endpoint.id, `${glnNumber(number)}.0`)
    }
  })

  it('withhold a unit that only a restricted one holds', async () => {
    await register.unit(unitId(13), { source: 'closed', name: 'Skjult' })
    const hidden = await directory.ask(NAME, { sorId: unitId(13) })
    assert.equal(hidden.data.organisation, null)
    assert.deepEqual(codesOf(hidden), ['organisation WITHHELD'])
    const shown = await directory.ask(NAME, { sorId: unitId(13) }, { grants: ['closed'] })
    assert.equal(dataOf(shown).organisation.name, 'Skjult')
  })

  it('are listed in the register, restricted ones too', async () => {
    const query = `{ register { revision recordedAt
      sources { name visibility snapshotDate revision organisations endpoints rejected } } }`
    const { register: state } = dataOf(await directory.ask(query))
    assert.equal(state.revision, 2)
    assert.equal(new Date(state.recordedAt).toISOString(), '2026-11-21T02:00:00.000Z')
    assert.deepEqual(
      state.sources.map(({ name, visibility }: { name: string; visibility: string }) => [
        ...[name, visibility],
      ]),
      [
        ['sor', 'PUBLIC'],
        ['sor2', 'PUBLIC'],
        ['closed', 'RESTRICTED'],
        ['eer', 'PUBLIC'],
      ],
    )
    const counts = { organisations: 1, endpoints: 1, rejected: 0 }
    assert.deepEqual(state.sources[0], {
      ...{ name: 'sor', visibility: 'PUBLIC', snapshotDate: '2026-11-20', revision: 1, ...counts },
    })
  })

  it('date an answer by the oldest of those it rests on', async () => {
    await register.revision(3, { sor: '2026-11-18' })
    const query = `query ($sorId: SorId!) {
      resolveEndpoint(organisation: { sorId: $sorId }, messageType: "FDIS91") {
        ... on EndpointNotFound { freshness { snapshotDate stale } revision }
      }
    }`
    const { resolveEndpoint } = dataOf(await directory.ask(query, { sorId: unitId(11) }))
    const freshness = { snapshotDate: '2026-11-18', stale: true }
    assert.deepEqual(resolveEndpoint, { freshness, revision: 3 })
  })
})

describe('revisionAt', () => {
  it('is the latest at the instant, null before the first, and knows what no instant is', async () => {
    await using directory = await openDirectory()
    const read = (at: string) =>
      directory.ask('query ($at: DateTime!) { revisionAt(at: $at) }', { at })
    assert.deepEqual(dataOf(await read('2026-11-20T03:00:00+01:00')), { revisionAt: 1 })
    assert.deepEqual(dataOf(await read('2026-11-20T02:59:59+01:00')), { revisionAt: null })
    for (const text of ['Tuesday', '0000-01-01T00:00:00Z', '2026-11-20T25:00:00Z']) {
      assert.deepEqual(codesOf(await read(text)), ['revisionAt DATE_INVALID'], text)
    }
    assert.deepEqual(dataOf(await read('2026-11-20T02:00:00.000000001-23:59')), { revisionAt: 1 })
  })
})
