import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Answer, type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { importingText } from './groups-harness.ts'
import { glnNumber, street, unitId } from './register-builder.ts'

const FINDINGS = `query ($rule: FindingRule, $owner: SorId, $first: Int, $after: String) {
  registerFindings(rule: $rule, owner: $owner, first: $first, after: $after) {
    totalCount counts { rule severity count } pageInfo { hasNextPage endCursor }
    edges { cursor node { id rule severity message subjectType subjectId subjectName since ageDays
      organisation { sorId } owner { sorId } } }
  }
}`

const [OWNER, HOSPITAL, CENTRE] = [unitId(1), unitId(2), unitId(3)]
const [WARD, CLINIC, LATE] = [unitId(4), unitId(5), unitId(6)]
const [PRACTICE, TWIN, BARE, SILENT] = [unitId(11), unitId(12), unitId(13), unitId(14)]
const [OTHER_OWNER, TOLD] = [unitId(21), unitId(22)]

describe('registerFindings', () => {
  let directory: Asking
  const found = async (variables: object = {}, caller?: { grants: readonly string[] }) =>
    dataOf(await directory.ask(FINDINGS, { ...variables }, caller)).registerFindings
  /** Findings as `subject since severity`. */
  const said = async (rule: string) =>
    (await found({ rule })).edges.map(({ node }: Answer['data']) =>
      [node.subjectId, node.since, node.severity].join(' '),
    )

  before(async () => {
    directory = await openDirectory()
    const { register } = directory
    const postal = street('Gaden')
    await register.source('hidden', { visibility: 'restricted', rank: 5 })
    await register.unit(OWNER, { name: 'Region Fjordby', postal })
    const below = { parent: OWNER, level: 'INSTITUTION', inherits: true } as const
    await register.unit(HOSPITAL, { ...below, name: 'Sygehuset', from: '2021-01-01' })
    await register.unit(CENTRE, { parent: HOSPITAL, inherits: true, to: '2026-10-31' })
    await register.unit(WARD, { parent: CENTRE, inherits: true, from: '2026-02-01' })
    await register.unit(CLINIC, { parent: OWNER, inherits: false })
    await register.unit(LATE, { parent: HOSPITAL, inherits: true, from: '2027-01-01' })
    const practice = { level: 'OWNER', ydernumre: ['012345'], postal } as const
    await register.unit(PRACTICE, { ...practice, from: '2020-05-01' })
    await register.unit(TWIN, { ...practice, from: '2024-03-01' })
    await register.unit(BARE, { level: 'OWNER', postal, to: '2025-12-31' })
    await register.unit(BARE, { level: 'OWNER', from: '2026-01-01' })
    await register.unit(SILENT, { parent: BARE, level: 'INSTITUTION', inherits: false })
    await register.unit(OTHER_OWNER, { postal })
    await register.unit(TOLD, { parent: OTHER_OWNER, level: 'INSTITUTION' })
    await register.mailbox(glnNumber(1), { unit: PRACTICE, from: '2020-05-01' })
    await register.mailbox(glnNumber(2), { unit: TWIN, from: '2024-03-01' })
    await register.mailbox(glnNumber(3), { unit: CENTRE })
    await register.mailbox(glnNumber(4), { unit: TOLD, network: '100097' })
    await register.mailbox('9520000000019', { unit: TOLD, from: '2026-11-01' })
    await register.mailbox(glnNumber(4), {
      ...{ register: 'eer', network: '100097', accessPoint: 'ap-1', unit: TOLD },
    })
    await register.receives(glnNumber(1), ['DIS91'])
    await register.receives(glnNumber(2), ['DIS91'], { to: '2026-11-20' })
    await register.receives(glnNumber(4), ['DIS91'], { source: 'hidden' })
    const certificate = (notAfter: string) => ({
      ...{ sha256: 'ab', subject: 'CN=ap', notBefore: '2025-01-01T00:00:00Z', notAfter },
    })
    await register.accessPoint('ap-1', 'https://ap-1.example', {
      certificate: certificate('2026-12-01T12:00:00Z'),
    })
    await register.accessPoint('ap-2', 'https://ap-2.example', {
      certificate: certificate('2026-11-20T12:00:00Z'),
    })
    await register.accessPoint('ap-3', 'https://ap-3.example', {
      certificate: certificate('2027-06-01T12:00:00Z'),
    })
    await importingText(directory.url, [
      'LokationsNummer;EDItype',
      `${glnNumber(3)};DIS91`,
      '9520000000027;DIS91',
    ])
  })
  after(() => directory[Symbol.asyncDispose]())

  it('names units without an endpoint that could have one, since they have been so', async () => {
    assert.deepEqual(await said('UNIT_WITHOUT_ENDPOINT'), [
      `${SILENT} 2020-01-01 INFO`,
      `${HOSPITAL} 2021-01-01 WARNING`,
    ])
  })

  it('names units that inherit by way of a closed one, and endpoints of closed ones', async () => {
    assert.deepEqual(await said('INHERITED_FROM_CLOSED_UNIT'), [`${WARD} 2026-11-01 ERROR`])
    const { edges } = await found({ rule: 'ENDPOINT_OF_CLOSED_UNIT' })
    assert.equal(edges.length, 1)
    const { node } = edges[0]
    assert.deepEqual(
      [node.subjectId, node.since, node.ageDays, node.owner.sorId, node.organisation.sorId],
      [`${glnNumber(3)}.0`, '2026-11-01', 22, OWNER, CENTRE],
    )
    assert.match(node.message, /which closed on 2026-10-31/)
  })

  it('names every unit that shares a ydernummer and has a GLN, since the second came', async () => {
    assert.deepEqual(await said('YDERNUMMER_DUPLICATE'), [
      `${PRACTICE} 2024-03-01 WARNING`,
      `${TWIN} 2024-03-01 WARNING`,
    ])
  })

  it('names GLNs with a wrong check digit, in the register and among rejected rows', async () => {
    const { edges } = await found({ rule: 'GLN_CHECK_DIGIT' })
    assert.deepEqual(
      edges.map(({ node }: Answer['data']) =>
        [node.subjectType, node.subjectId, node.since].join(' '),
      ),
      ['Row file:3 2026-11-23', 'Endpoint 9520000000019.0 2026-11-01'],
    )
    assert.match(edges[0].node.message, /9520000000027/)
  })

  it('names owners and institutions without a postal address, since the last one ended', async () => {
    assert.deepEqual(await said('ADDRESS_MISSING'), [
      `${BARE} 2026-01-01 WARNING`,
      `${SILENT} 2020-01-01 WARNING`,
    ])
  })

  it('names certificates that have expired or soon will', async () => {
    assert.deepEqual(await said('CERTIFICATE_EXPIRED'), ['ap-2 2026-11-21 ERROR'])
    assert.deepEqual(await said('CERTIFICATE_EXPIRES'), ['ap-1 2026-11-01 WARNING'])
    const { edges } = await found({ rule: 'CERTIFICATE_EXPIRES' })
    assert.equal(edges[0].node.owner.sorId, OTHER_OWNER)
  })

  it('names active endpoints of which no source says what they receive, as far as the caller may see', async () => {
    const unknown = async (grants: readonly string[]) =>
      (await found({ rule: 'MESSAGE_TYPES_UNKNOWN' }, { grants })).edges.map(
        ({ node }: Answer['data']) => [node.subjectId, node.since].join(' '),
      )
    const twin = `${glnNumber(2)}.0 2026-11-21`
    const wrong = '9520000000019.0 2026-11-01'
    const told = `${glnNumber(4)}.100097 2020-01-01`
    assert.deepEqual((await unknown(['hidden'])).sort(), [wrong, twin].sort())
    assert.deepEqual((await unknown([])).sort(), [wrong, twin, told].sort())
  })

  it('come in pages that together are all, with an exact count', async () => {
    const all = await found({ first: 1000 })
    assert.equal(all.totalCount, all.edges.length)
    const sum = all.counts.reduce((total: number, { count }: Answer['data']) => total + count, 0)
    assert.equal(sum, all.totalCount)
    const ids: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const page = await found({ first: 3, ...(after ? { after } : {}) })
      ids.push(...page.edges.map(({ node }: Answer['data']) => node.id))
      more = page.pageInfo.hasNextPage
      after = page.pageInfo.endCursor
    }
    assert.deepEqual(
      ids,
      all.edges.map(({ node }: Answer['data']) => node.id),
    )
    assert.equal(new Set(ids).size, ids.length)
  })

  it('can be those of one owner and of all below it', async () => {
    const { edges, totalCount } = await found({ owner: OWNER })
    assert.deepEqual(
      edges.map(({ node }: Answer['data']) => `${node.rule} ${node.organisation.sorId}`),
      [
        `INHERITED_FROM_CLOSED_UNIT ${WARD}`,
        `ENDPOINT_OF_CLOSED_UNIT ${CENTRE}`,
        `UNIT_WITHOUT_ENDPOINT ${HOSPITAL}`,
      ],
    )
    assert.equal(totalCount, 3)
    assert.deepEqual((await found({ owner: unitId(99) })).edges, [])
  })

  it('are refused for what is no id, no cursor of ours, and no size of a page', async () => {
    assert.deepEqual(codesOf(await directory.ask(FINDINGS, { owner: '1' })), [
      'registerFindings KEY_INVALID',
    ])
    assert.deepEqual(codesOf(await directory.ask(FINDINGS, { after: 'x' })), [
      'registerFindings CURSOR_INVALID',
    ])
    assert.deepEqual(codesOf(await directory.ask(FINDINGS, { first: 1001 })), [
      'registerFindings FIRST_OUT_OF_RANGE',
    ])
  })
})
