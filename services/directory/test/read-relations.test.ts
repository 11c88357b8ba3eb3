import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { glnNumber, type RegisterBuilder, unitId } from './register-builder.ts'

const CHILDREN = `query ($sorId: SorId!, $first: Int, $after: String, $closed: Boolean, $on: Date) {
  organisation(key: { sorId: $sorId }, on: $on) {
    children(first: $first, after: $after, includeClosed: $closed) {
      edges { cursor node { sorId parent { sorId } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
    }
  }
}`

const byId = (a: string, b: string) => (a < b ? -1 : 1)

describe('organisation relations', () => {
  let directory: Asking
  let register: RegisterBuilder
  before(async () => {
    directory = await openDirectory()
    register = directory.register
    await register.revision(2, { sor: '2026-11-21' })
    await register.unit(unitId(1))
    await register.unit(unitId(2))
    for (const number of [11, 12, 13, 14, 15]) {
      await register.unit(unitId(number), { parent: unitId(1) })
    }
    await register.unit(unitId(16), { parent: unitId(1), to: '2024-12-31' })
    await register.unit(unitId(17), { parent: unitId(1), from: '2027-01-01' })
    await register.unit(unitId(18), { parent: unitId(1), to: '2024-12-31' })
    await register.unit(unitId(18), { parent: unitId(2), from: '2025-01-01' })
  })
  after(() => directory[Symbol.asyncDispose]())

  const page = async (more: Readonly<Record<string, unknown>> = {}) =>
    dataOf(await directory.ask(CHILDREN, { sorId: unitId(1), ...more })).organisation.children

  it('pages through the children in force, each once, with the count of all', async () => {
    const seen: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const { edges, pageInfo, totalCount } = await page({ first: 2, after })
      assert.equal(totalCount, 5)
      assert.equal(pageInfo.hasPreviousPage, after !== null)
      seen.push(...edges.map(({ node }: { node: { sorId: string } }) => node.sorId))
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    assert.deepEqual(seen, [11, 12, 13, 14, 15].map(unitId).sort(byId))
  })

  it('gives closed children where asked, never future ones nor those that moved away', async () => {
    const { edges } = await page({ closed: true })
    const ids = edges.map(({ node }: { node: { sorId: string } }) => node.sorId)
    assert.deepEqual(ids, [11, 12, 13, 14, 15, 16].map(unitId).sort(byId))
  })

  it('gives the children of the day', async () => {
    assert.equal((await page({ on: '2024-12-31' })).totalCount, 7)
  })

  it('refuses a page outside 1 to 1000, and a cursor that is none of ours', async () => {
    const wrong = async (more: Readonly<Record<string, unknown>>) =>
      codesOf(await directory.ask(CHILDREN, { sorId: unitId(1), ...more }))
    for (const first of [0, 1001]) {
      assert.deepEqual(await wrong({ first }), ['organisation.children FIRST_OUT_OF_RANGE'])
    }
    assert.deepEqual(await wrong({ after: 'x' }), ['organisation.children CURSOR_INVALID'])
  })

  it('follows replacements, many to many, and names successors that are not held', async () => {
    await register.unit(unitId(30), { to: '2024-12-31' })
    await register.unit(unitId(31))
    await register.replaced(unitId(30), unitId(31))
    await register.replaced(unitId(30), unitId(39))
    await register.replaced(unitId(29), unitId(31))
    const query = `query ($sorId: SorId!) { organisation(key: { sorId: $sorId }) {
      replacedBy { sorId } replacedByIds replaces { sorId }
    } }`
    const read = async (number: number) =>
      dataOf(await directory.ask(query, { sorId: unitId(number) })).organisation
    assert.deepEqual(await read(30), {
      replacedBy: [{ sorId: unitId(31) }],
      replacedByIds: [unitId(31), unitId(39)],
      replaces: [],
    })
    assert.deepEqual((await read(31)).replaces, [{ sorId: unitId(30) }])
  })

  it('tells its history in both times', async () => {
    await register.unit(unitId(40), { name: 'Før', to: '2024-12-31' })
    await register.unit(unitId(40), { name: 'Nu', from: '2025-01-01', stands: [1, 1] })
    await register.unit(unitId(40), { name: 'Nu, rettet', from: '2025-01-01', stands: [2] })
    const query = `query ($sorId: SorId!, $asKnownAt: Int) {
      organisation(key: { sorId: $sorId }, asKnownAt: $asKnownAt) {
        history { organisation { name status } validFrom validTo firstRevision lastRevision }
      }
    }`
    const read = async (asKnownAt: number | null) =>
      dataOf(await directory.ask(query, { sorId: unitId(40), asKnownAt })).organisation.history
    const first = {
      ...{ organisation: { name: 'Før', status: 'CLOSED' }, firstRevision: 1, lastRevision: null },
      ...{ validFrom: '2020-01-01', validTo: '2024-12-31' },
    }
    const open = { validFrom: '2025-01-01', validTo: null }
    assert.deepEqual(await read(null), [
      first,
      {
        ...{ organisation: { name: 'Nu', status: 'CLOSED' }, firstRevision: 1, lastRevision: 1 },
        ...open,
      },
      {
        organisation: { name: 'Nu, rettet', status: 'ACTIVE' },
        ...{ firstRevision: 2, lastRevision: null, ...open },
      },
    ])
    assert.deepEqual(await read(1), [
      first,
      {
        ...{ organisation: { name: 'Nu', status: 'ACTIVE' }, firstRevision: 1, lastRevision: null },
        ...open,
      },
    ])
  })

  it('is CLOSED, not unknown, when the register has held it and holds it no more', async () => {
    await register.unit(unitId(50), { from: '2027-01-01', stands: [1, 1] })
    const query = `query ($sorId: SorId!) { organisation(key: { sorId: $sorId }) { status } }`
    const { organisation } = dataOf(await directory.ask(query, { sorId: unitId(50) }))
    assert.deepEqual(organisation, { status: 'CLOSED' })
  })

  it('survives a cycle among parents', async () => {
    await register.unit(unitId(60), { parent: unitId(61) })
    await register.unit(unitId(61), { parent: unitId(60) })
    const query = `query ($sorId: SorId!) {
      organisation(key: { sorId: $sorId }) { ancestors { sorId } owner { sorId } endpoints { id } }
    }`
    const { organisation } = dataOf(await directory.ask(query, { sorId: unitId(60) }))
    assert.deepEqual(organisation, {
      ancestors: [{ sorId: unitId(61) }],
      ...{ owner: null, endpoints: [] },
    })
  })

  it('lists own and inherited mailboxes, by message type where asked', async () => {
    await register.unit(unitId(70))
    await register.unit(unitId(71), { parent: unitId(70), inherits: true })
    await register.mailbox(glnNumber(70), { unit: unitId(70) })
    await register.receives(glnNumber(70), ['DIS91'])
    const query = `query ($sorId: SorId!, $type: String, $inherited: Boolean) {
      organisation(key: { sorId: $sorId }) {
        endpoints(messageType: $type, includeInherited: $inherited) {
          gln inheritedFrom { sorId } messageTypesKnown messageTypes { name standard }
        }
      }
    }`
    const read = async (more: Readonly<Record<string, unknown>>) =>
      dataOf(await directory.ask(query, { sorId: unitId(71), ...more })).organisation.endpoints
    assert.deepEqual(await read({ type: 'D9134L' }), [])
    assert.deepEqual(await read({ inherited: false }), [])
    assert.deepEqual(await read({ type: 'DIS91' }), [
      {
        ...{ gln: glnNumber(70), inheritedFrom: { sorId: unitId(70) }, messageTypesKnown: true },
        messageTypes: [{ name: 'DIS91', standard: 'EDIFACT' }],
      },
    ])
  })
})
