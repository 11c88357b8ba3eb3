import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { createDirectory, type DirectoryService } from '../../../services/directory/service.ts'
import type { Tables } from '../../../services/directory/store/tables.ts'
import {
  file,
  importing,
  openRegister,
  unit,
} from '../../../services/directory/test/import-harness.ts'
import { parseCallers } from '../../../services/kit/callers.ts'
import { createLog } from '../../../services/kit/log.ts'
import type { TestDatabase } from '../../harness/database.ts'
import { type Stack, serve, silentTelemetry, startStack } from '../gateway/fixture/harness.ts'

const [HOLDER, OTHER] = ['key-of-the-holder', 'key-of-the-other']
const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const callers = parseCallers(
  JSON.stringify([
    { name: 'Holder', keySha256: sha256(HOLDER), grants: ['hidden', 'b'] },
    { name: 'Same rights', keySha256: sha256(OTHER), grants: ['b', 'hidden'] },
  ]),
)
assert.ok(typeof callers !== 'string')

const [ID, OTHER_ID] = [sampleSorId(1), sampleSorId(2)]
const ENGINES = ['rust', 'stitching'] as const
const MODES = ['here', 'apart'] as const

const NAME = `query Named($id: SorId!) { organisation(key: { sorId: $id }) { name } }`

let register: TestDatabase<Tables>
let directory: DirectoryService
let today = '2026-11-02'

/** A register whose unit has another name in each revision. */
const importName = async (name: string, on: string): Promise<void> => {
  const items = [unit(ID, '2020-01-01..', { name })]
  const report = await importing(register, [file({ on, items })])
  assert.equal(report.refusal, null)
}

interface Asked {
  readonly query?: string
  readonly variables?: object
  readonly key?: string
  readonly held?: string
  readonly accept?: string
  readonly method?: 'GET' | 'POST'
}

async function ask(url: URL, asked: Asked = {}) {
  const { query = NAME, variables = { id: ID }, key, held, method = 'POST' } = asked
  const headers = {
    'content-type': 'application/json',
    ...(key && { authorization: `Bearer ${key}` }),
    ...(held && { 'if-none-match': held }),
    accept: asked.accept ?? 'application/json',
  }
  const inQuery = new URL(url)
  inQuery.search = String(new URLSearchParams({ query, variables: JSON.stringify(variables) }))
  const response =
    method === 'GET'
      ? await fetch(inQuery, { headers })
      : await fetch(url, { method, headers, body: JSON.stringify({ query, variables }) })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    tag: response.headers.get('etag'),
    text,
  }
}

async function tagOf(url: URL, asked: Asked = {}): Promise<string> {
  const { tag, text } = await ask(url, asked)
  assert.ok(tag, text)
  return tag
}

before(async () => {
  register = await openRegister()
  await importName('One', '2026-11-01')
  directory = await createDirectory({
    ...{ database: { url: register.url }, hubRules: [], freshForDays: 3 },
    now: () => new Date(`${today}T12:00:00Z`),
  })
})
after(async () => {
  await directory[Symbol.asyncDispose]()
  await register[Symbol.asyncDispose]()
})

for (const engine of ENGINES) {
  for (const mode of MODES) {
    describe(`ETag, ${engine}, subgraph ${mode}`, () => {
      let stack: Stack
      before(async () => {
        stack = await startStack([directory.subgraph], { engine, mode, callers })
      })
      after(() => stack[Symbol.asyncDispose]())
      tests(() => stack.url)

      it('gives two questions two tags, and one question one, by POST and GET', async () => {
        const tag = await tagOf(stack.url)
        assert.equal(await tagOf(stack.url), tag)
        assert.equal(await tagOf(stack.url, { method: 'GET' }), tag)
        const other = [
          { variables: { id: OTHER_ID } },
          { query: NAME.replace('name', 'sorId') },
          { query: NAME.replace('Named', 'Other') },
        ]
        const tags = [tag, ...(await Promise.all(other.map((asked) => tagOf(stack.url, asked))))]
        assert.equal(new Set(tags).size, tags.length)
      })

      it('keeps the states to itself', async () => {
        assert.equal((await ask(stack.url)).headers.get('fundament-state'), null)
      })
    })
  }
}

describe('ETag, the subgraph served alone', () => {
  let served: Awaited<ReturnType<typeof serve>>
  const parts = new AsyncDisposableStack()
  before(async () => {
    const telemetry = parts.use(await silentTelemetry())
    const log = createLog({ level: 'silent' })
    served = parts.use(
      await serve(directory.subgraph, { path: '/graphql', callers, telemetry, log }),
    )
  })
  after(() => parts.disposeAsync())
  tests(() => new URL('/graphql', served.url))

  it('tells the states of which an answer is, for a gateway', async () => {
    const { headers } = await ask(new URL('/graphql', served.url))
    assert.match(headers.get('fundament-state') ?? '', /^\d+\.2026-\d\d-\d\d\.0\.[\w-]{22}$/)
  })
})

let imports = 0

function tests(urlOf: () => URL): void {
  it('answers 304 without a body to who holds the answer, by GET and POST', async () => {
    const tag = await tagOf(urlOf())
    for (const method of ['GET', 'POST'] as const) {
      const { status, text, headers, ...again } = await ask(urlOf(), { held: tag, method })
      assert.deepEqual({ status, text, tag: again.tag }, { status: 304, text: '', tag })
      assert.equal(headers.get('cache-control'), 'private, no-cache')
      assert.equal(headers.get('vary'), 'authorization, accept')
    }
    const { status, text } = await ask(urlOf(), { held: 'W/"another"' })
    assert.equal(status, 200)
    assert.match(text, /"name"/)
  })

  it('changes with the revision, and not for what is asked of an earlier one', async () => {
    const known = `{ organisation(key: { sorId: "${ID}" }, on: "2026-01-01", asKnownAt: 1) { name } }`
    const before = await tagOf(urlOf())
    const earlier = await tagOf(urlOf(), { query: known })
    imports += 1
    await importName(`Name ${imports}`, `2026-11-${10 + imports}`)
    const { status, text } = await ask(urlOf(), { held: before })
    assert.equal(status, 200)
    assert.match(text, new RegExp(`Name ${imports}`))
    assert.notEqual(await tagOf(urlOf()), before)
    assert.equal((await ask(urlOf(), { query: known, held: earlier })).status, 304)
  })

  it('changes with the day that is asked about, or on which it is asked where that matters', async () => {
    const on = `query ($day: Date!) { organisation(key: { sorId: "${ID}" }, on: $day) { name } }`
    const variables = { day: '2026-10-10' }
    const [tag, dated] = [await tagOf(urlOf()), await tagOf(urlOf(), { query: on, variables })]
    today = '2026-11-03'
    assert.notEqual(await tagOf(urlOf()), tag)
    assert.equal(await tagOf(urlOf(), { query: on, variables }), dated)
    const fresh = `{ resolveEndpoint(organisation: { sorId: "${ID}" }, messageType: "DIS91", on: "2026-10-10") {
      ... on EndpointNotFound { freshness { stale } } } }`
    const stale = await tagOf(urlOf(), { query: fresh })
    today = '2026-11-02'
    assert.notEqual(await tagOf(urlOf(), { query: fresh }), stale)
    assert.equal(await tagOf(urlOf()), tag)
  })

  it('changes with the rights of the caller, and not with its name', async () => {
    const tag = await tagOf(urlOf())
    const holder = await tagOf(urlOf(), { key: HOLDER })
    assert.notEqual(holder, tag)
    assert.equal(await tagOf(urlOf(), { key: OTHER }), holder)
    assert.equal((await ask(urlOf(), { key: HOLDER, held: tag })).status, 200)
  })

  it('is absent from errors, and from what no state tells of', async () => {
    const wrong = [
      '{ organisation(key: { sorId: "1" }) { name } }',
      `{ a: organisation(key: { sorId: "${ID}" }) { name } b: organisation(key: { sorId: "1" }) { name } }`,
      '{ nothing }',
      '{',
      '{ __typename }',
    ]
    for (const query of wrong) {
      const { tag, headers } = await ask(urlOf(), { query, variables: {}, held: '*' })
      assert.equal(tag, null, query)
      assert.equal(headers.get('cache-control'), 'no-store', query)
    }
  })

  it('covers the register and its changes', async () => {
    const register = '{ register { revision } revisionAt(at: "2100-01-01T00:00:00Z") }'
    const tag = await tagOf(urlOf(), { query: register })
    imports += 1
    await importName(`Name ${imports}`, `2026-11-${10 + imports}`)
    assert.notEqual(await tagOf(urlOf(), { query: register }), tag)
  })
}
