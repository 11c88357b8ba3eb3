import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import { sampleUnits } from '../../../infra/sample/sample.ts'
import { type Answer, codesOf, dataOf, describeInEverySetUp } from './fixture/asking.ts'

const MANY = `query ($keys: [OrganisationKey!]!) {
  organisationsByKeys(keys: $keys) {
    sorId parent { name } owner { name } endpoints { id status messageTypes { raw } inheritedFrom { name } }
  }
}`
const ONE = `query ($key: OrganisationKey!, $on: Date, $asKnownAt: Int) {
  organisation(key: $key, on: $on, asKnownAt: $asKnownAt) { name }
}`
const RESOLVE = `query ($key: OrganisationKey!, $type: String!) {
  resolveEndpoint(organisation: $key, messageType: $type) {
    __typename
    ... on EndpointFound {
      matched { version } receiver { gln sorId ydernummer shak } on revision freshness { snapshotDate stale }
    }
    ... on EndpointNotFound { reason message }
  }
}`

/** Units that are open on the day asked, over and over. */
const openKeys = (count: number) => {
  const open = sampleUnits().filter(
    ({ from, to = '2099-12-31' }) => from < '2026' && to > '2026-12',
  )
  return Array.from({ length: count }, (_, place) => ({
    sorId: open[place % open.length]?.sorId,
  }))
}

describeInEverySetUp('keys', ({ ask, graph }) => {
  it('are answered 1000 at once with as many statements as ten', async () => {
    const statementsFor = async (count: number) => {
      const before = graph().statements()
      const found = dataOf(await ask(MANY, { keys: openKeys(count) })).organisationsByKeys
      assert.equal(found.length, count)
      assert.ok(found.every((one: object | null) => one !== null))
      return graph().statements() - before
    }
    const ten = await statementsFor(10)
    assert.ok(ten < 10, `${ten} statements`)
    assert.equal(await statementsFor(1000), ten)
  })

  it('are refused beyond 1000', async () => {
    assert.deepEqual(codesOf(await ask(MANY, { keys: openKeys(1001) })), [
      'organisationsByKeys TOO_MANY_KEYS',
    ])
  })

  it('that are bad are null with an error at their place, and those unknown are null', async () => {
    const keys = [
      { sorId: sampleSorId(10) },
      { sorId: '9000000101000016007' },
      { sorId: sampleSorId(8888) },
      { gln: '9520000000104' },
      { ydernummer: '000104' },
      { shak: '99010' },
      { gln: sampleGln(49) },
      { ydernummer: '000101' },
    ]
    const query = `query ($keys: [OrganisationKey!]!) { organisationsByKeys(keys: $keys) { name } }`
    const answer = await ask(query, { keys })
    const names = answer.data.organisationsByKeys.map((one: Answer['data']) => one?.name ?? null)
    const [first, ...others] = names
    assert.equal(first, 'Fjordland Universitetshospital')
    assert.deepEqual(others, [null, null, null, null, null, null, 'Anna Møllebæk'])
    assert.deepEqual([...codesOf(answer)].sort(), [
      'organisationsByKeys.1 KEY_INVALID',
      'organisationsByKeys.3 KEY_INVALID',
      'organisationsByKeys.4 AMBIGUOUS_KEY',
      'organisationsByKeys.5 KEY_INVALID',
      'organisationsByKeys.6 NOT_RECORDED_FOR_DAY',
    ])
    const ambiguous = answer.errors.find(({ extensions }) => extensions?.code === 'AMBIGUOUS_KEY')
    assert.deepEqual(ambiguous?.extensions?.sorIds, [sampleSorId(642), sampleSorId(652)])
  })

  it('must be exactly one of the four', async () => {
    for (const key of [{}, { sorId: sampleSorId(1), gln: sampleGln(1) }, { gln: null }]) {
      const { errors } = await ask(ONE, { key })
      assert.equal(errors[0]?.extensions?.code, 'BAD_USER_INPUT')
    }
  })

  it('that are invalid are told from those unknown when a receiver is asked for', async () => {
    const reason = async (key: object) =>
      dataOf(await ask(RESOLVE, { key, type: 'DIS91' })).resolveEndpoint.reason
    assert.equal(await reason({ sorId: '9000000101000016007' }), 'KEY_INVALID')
    assert.equal(await reason({ sorId: sampleSorId(8888) }), 'ORGANISATION_UNKNOWN')
    assert.equal(await reason({ ydernummer: '12345' }), 'KEY_INVALID')
    assert.equal(await reason({ ydernummer: '012345' }), 'ORGANISATION_UNKNOWN')
  })
})

describeInEverySetUp('questions', ({ ask, graph }) => {
  it('are answered with a header, the versions, the day and how fresh that is', async () => {
    const key = { ydernummer: '000101' }
    const { resolveEndpoint } = dataOf(await ask(RESOLVE, { key, type: 'DIS91' }))
    assert.deepEqual(resolveEndpoint, {
      __typename: 'EndpointFound',
      matched: [{ version: 'D9134L' }],
      receiver: {
        ...{ gln: sampleGln(602), sorId: sampleSorId(602), ydernummer: '000101', shak: null },
      },
      ...{ on: '2026-11-02', revision: 1 },
      freshness: { snapshotDate: '2026-11-01', stale: false },
    })
    const telemedicine = { key: { sorId: sampleSorId(42) }, type: 'HomeCareObservation' }
    const { matched } = dataOf(await ask(RESOLVE, telemedicine)).resolveEndpoint
    assert.deepEqual(matched, [{ version: '1.2' }, { version: '1.1' }])
  })

  it('for a message type that is none, a day that is none, and a revision that is not, are refused', async () => {
    const key = { sorId: sampleSorId(10) }
    const codes = async (query: string, variables: object) =>
      codesOf(await ask(query, { key, ...variables }))
    assert.deepEqual(await codes(RESOLVE, { type: ' ' }), ['resolveEndpoint MESSAGE_TYPE_INVALID'])
    assert.deepEqual(await codes(ONE, { on: '2026-02-29' }), ['organisation DATE_INVALID'])
    assert.deepEqual(await codes(ONE, { asKnownAt: 2 }), ['organisation REVISION_UNKNOWN'])
    assert.deepEqual(await codes(ONE, { asKnownAt: 0 }), ['organisation REVISION_UNKNOWN'])
  })

  it('page through children, 1 to 1000 at a time', async () => {
    const query = `query ($key: OrganisationKey!, $first: Int, $after: String) {
      organisation(key: $key) { children(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { sorId } } } } }`
    const key = { sorId: sampleSorId(201) }
    const read = (variables: object) => ask(query, { key, ...variables })
    const first = dataOf(await read({ first: 12 })).organisation.children
    const after = first.pageInfo.endCursor
    const second = dataOf(await read({ first: 12, after })).organisation.children
    assert.deepEqual([first.totalCount, first.pageInfo.hasNextPage], [20, true])
    assert.equal(second.pageInfo.hasNextPage, false)
    const seen = [...first.edges, ...second.edges].map(({ node }) => node.sorId)
    assert.equal(new Set(seen).size, 20)
    for (const size of [0, 1001, -1]) {
      assert.deepEqual(codesOf(await read({ first: size })), [
        'organisation.children FIRST_OUT_OF_RANGE',
      ])
    }
    assert.deepEqual(codesOf(await read({ after: 'x' })), ['organisation.children CURSOR_INVALID'])
  })

  it('tell the state of the register, restricted sources too', async () => {
    const query = `{ register { revision sources {
      name visibility snapshotDate revision organisations endpoints rejected } } }`
    const { revision, sources } = dataOf(await ask(query)).register
    assert.equal(revision, 1)
    const [sor, ...others] = sources
    assert.deepEqual(
      [sor, ...others].map(({ name, visibility, snapshotDate, rejected }: Answer['data']) =>
        [name, visibility, snapshotDate, rejected].join(' '),
      ),
      [
        'sample PUBLIC 2026-11-01 0',
        'sample-endpoints PUBLIC 2026-11-01 0',
        'sample-groups PUBLIC 2026-11-01 0',
        'sample-restricted RESTRICTED 2026-11-01 0',
      ],
    )
    assert.equal(sor.organisations, openOn('2026-11-01'))
  })

  it('by reference are answered for organisations and endpoints, where the directory is alone', async () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Organisation { name } ... on Endpoint { gln organisation { name } inheritedFrom { name } } } }`
    const representations = [
      { __typename: 'Organisation', sorId: sampleSorId(13) },
      { __typename: 'Endpoint', id: `${sampleGln(10)}.100097` },
      { __typename: 'Organisation', sorId: '123' },
      { __typename: 'Endpoint', id: `${sampleGln(10)}.1` },
    ]
    const body = JSON.stringify({ query, variables: { representations } })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(graph().subgraph, { method: 'POST', headers, body })
    const hospital = { name: 'Fjordland Universitetshospital' }
    assert.deepEqual(await response.json(), {
      data: {
        _entities: [
          { name: 'Hjertesengeafsnit H1' },
          { gln: sampleGln(10), organisation: hospital, inheritedFrom: null },
          ...[null, null],
        ],
      },
    })
    assert.notDeepEqual((await ask(query, { representations })).errors, [])
  })
})

describeInEverySetUp('bad queries', ({ ask, graph }, setUp) => {
  const post = (body: string) => {
    const headers = { 'content-type': 'application/json' }
    return fetch(graph().urlOf(setUp), { method: 'POST', headers, body })
  }
  const key = `key: { sorId: "${sampleSorId(10)}" }`

  it('are refused with a code, and nothing of what is behind', async () => {
    const refused = [
      [`{ organisation(${key}) { colour } }`, 'GRAPHQL_VALIDATION_FAILED'],
      [`{ organisation(${key}) { name `, 'GRAPHQL_PARSE_FAILED'],
      ['mutation { organisation }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { register { revision } }', 'GRAPHQL_VALIDATION_FAILED'],
      [
        `{ organisation(${key}) { ...a } } fragment a on Organisation { parent { ...a } }`,
        'GRAPHQL_VALIDATION_FAILED',
      ],
      [
        `{ organisation(${key}) ${'{ parent '.repeat(40)}{ name }${'}'.repeat(40)} }`,
        'OPERATION_TOO_DEEP',
      ],
      [`{ organisation(${key}) ${'{ parent '.repeat(9000)}`, 'OPERATION_TOO_DEEP'],
      [`{ organisation(${key}) { ...f0 } } ${doubling(14)}`, 'OPERATION_TOO_LARGE'],
      ['{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['', 'GRAPHQL_PARSE_FAILED'],
    ] as const
    for (const [query, code] of refused) {
      const { errors, data, text } = await ask(query)
      assert.equal(errors[0]?.extensions?.code, code, `${query} ${text}`)
      assert.equal(data, null)
      assert.doesNotMatch(text, /directory|select |node_modules|\.ts:/)
    }
  })

  it('that would show millions are refused before they are too much for the process', async () => {
    const level = (below: string) =>
      `children(first: 1000) { edges { node { sorId ancestors { ${below} } } } }`
    const { errors, text } = await ask(
      `{ organisation(${key}) { ${level(level(level(level('name'))))} } }`,
    )
    assert.equal(errors[0]?.extensions?.code, 'ANSWER_TOO_LARGE', text.slice(0, 500))
  })

  it('are no harm where the body is no JSON, or none of a query', async () => {
    for (const body of ['{"query":', 'null', '[]', '7', '{"query":7}', '{"variables":{}}']) {
      const response = await post(body)
      assert.equal(typeof JSON.parse(await response.text()).errors[0].extensions.code, 'string')
    }
  })

  it('are the fault of the caller where an identifier is no text', async () => {
    for (const written of ['sorId: 7.5', 'ydernummer: 101', 'gln: 9520000000011']) {
      const { errors, text } = await ask(`{ organisation(key: { ${written} }) { name } }`)
      assert.deepEqual(
        errors.map(({ extensions }) => extensions?.code),
        ['BAD_USER_INPUT'],
        text,
      )
    }
  })

  it('cannot change anything by GET', async () => {
    const url = new URL('?query=mutation%7Bx%7D', graph().urlOf(setUp))
    assert.ok([400, 405].includes((await fetch(url)).status))
  })

  it('may go up and down the tree ten times', async () => {
    let fields = 'name'
    for (let times = 0; times < 10; times++)
      fields = `parent { children(first: 1) { edges { node { ${fields} } } } }`
    const query = `{ organisation(${key}) { ${fields} } }`
    assert.equal((await ask(query)).status, 200)
  })
})

// Each fragment asks for the next one twice.
const doubling = (times: number): string =>
  Array.from({ length: times }, (_, at) => {
    const next = at + 1 < times ? `{ ...f${at + 1} }` : '{ name }'
    return `fragment f${at} on Organisation { a: parent ${next} b: parent ${next} }`
  }).join(' ')

const openOn = (day: string): number =>
  sampleUnits().filter(
    ({ from, to = '2099-12-31', sorId }) => from <= day && to >= day && sorId !== sampleSorId(990),
  ).length
