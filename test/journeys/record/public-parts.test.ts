import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openTestDatabase } from '../../harness/database.ts'
import { startProcess, type TestProcess } from '../../harness/process.ts'
import { rowsOf } from './fixture/rows-of.ts'

const ROOT = new URL('../../../', import.meta.url)
const SAY_MODULES = new URL('fixture/say-modules.ts', import.meta.url)
const START_MS = 60_000

const run = (args: readonly string[], env: Readonly<Record<string, string>>): TestProcess =>
  startProcess([process.execPath, `--import=${SAY_MODULES}`, ...args], {
    cwd: ROOT.pathname,
    env: { PORT: '0', LOG_LEVEL: 'error', ...env },
  })

const modulesOf = ({ output }: TestProcess): readonly string[] =>
  [...output().matchAll(/^loads (.+)$/gm)].map(([, url = '']) => url.replace(ROOT.href, ''))

const ofCitizens = (paths: readonly string[]) =>
  paths.filter((path) => /^services\/(nsp|record|sandbox)\//.test(path))

async function post(at: string | undefined, query: string, variables = {}) {
  const response = await fetch(at ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, text: await response.text() }
}

const GRAPHQL = /^GraphQL +(\S+)$/m
const CITIZEN =
  'query ($cpr: String!) { citizen(cpr: $cpr, purpose: TREATMENT) { documents { __typename } } }'

async function knowsNoCitizens(at: string | undefined): Promise<void> {
  const { text } = await post(at, '{ __schema { types { name fields { name } } } }')
  const names = [...text.matchAll(/"name":"(\w+)"/g)].map(([, name = '']) => name)
  assert.ok(names.includes('Organisation'))
  assert.deepEqual(
    names.filter((name) =>
      /citizen|Citizen|^(Cpr|NoneRegistered|Withheld|Unavailable|Purpose)$/.test(name),
    ),
    [],
  )
  const refused = await post(at, CITIZEN, { cpr: CITIZENS.full.cpr })
  assert.match(refused.text, /GRAPHQL_VALIDATION_FAILED|Cannot query field/)
  assert.doesNotMatch(refused.text, new RegExp(CITIZENS.full.cpr))
}

describe('the public parts, apart', () => {
  it('load nothing of the record, the platform or the sandbox, and know no citizens', async () => {
    await using database = await openTestDatabase<object>()
    const env = { DATABASE_URL: database.url.reveal(), SANDBOX: 'on' }
    // Uptime first: whichever part comes to an empty database first, the others find their way after it.
    await using uptime = run(['infra/fundament.ts', 'serve', 'uptime'], env)
    const [, uptimeUrl = ''] = await uptime.waitFor(GRAPHQL, START_MS)
    await using directory = run(['infra/fundament.ts', 'serve', 'directory'], env)
    const [, directoryUrl = ''] = await directory.waitFor(GRAPHQL, START_MS)
    await using gateway = run(['infra/fundament.ts', 'serve', 'gateway', 'public'], {
      ...{ SUBGRAPH_DIRECTORY_URL: directoryUrl, SUBGRAPH_UPTIME_URL: uptimeUrl },
    })
    const [, gatewayUrl] = await gateway.waitFor(GRAPHQL, START_MS)
    await knowsNoCitizens(gatewayUrl)
    await knowsNoCitizens(directoryUrl)
    for (const each of [directory, uptime, gateway]) {
      const modules = modulesOf(each)
      assert.ok(modules.some((path) => path.startsWith('services/kit/')))
      assert.deepEqual(ofCitizens(modules), [])
    }
    const elsewhere = await post(
      gatewayUrl?.replace('/graphql', '/clinical/graphql'),
      '{ __typename }',
    )
    assert.equal(elsewhere.status, 404)
    const tables = await rowsOf(database.db)
    assert.deepEqual(
      tables.filter(({ table, column }) => /^record\.|cpr/.test(`${table} ${column}`)),
      [],
    )
  })
})

describe('npm start', () => {
  it('serves no clinical graph where the sandbox is off, and says so', async () => {
    await using database = await openTestDatabase<object>()
    await using hub = run(['infra/start.ts'], {
      ...{ DATABASE_URL: database.url.reveal(), SANDBOX: 'off' },
    })
    await hub.waitFor(/^Ready/m, START_MS)
    assert.match(hub.output(), /^Clinical +not served: .*sandbox/m)
    const [, at] = GRAPHQL.exec(hub.output()) ?? []
    await knowsNoCitizens(at)
    const { status, text } = await post(
      at?.replace('/graphql', '/clinical/graphql'),
      '{ __typename }',
    )
    assert.equal(status, 404, text)
  })

  for (const args of [['infra/start.ts'], ['infra/fundament.ts', 'serve', 'record']]) {
    it(`refuses any other environment by the name of the setting: ${args.join(' ')}`, async () => {
      await using hub = run(args, {
        ...{ PLATFORM_PROFILE: 'test2', DATABASE_URL: 'postgres://127.0.0.1:1/none' },
        SUBGRAPH_DIRECTORY_URL: 'http://127.0.0.1:1/graphql',
      })
      const { code } = await hub.ended
      assert.ok(code !== 0 && code !== null)
      assert.match(hub.output(), /PLATFORM_PROFILE must be sandbox, is "test2"/)
      assert.doesNotMatch(hub.output(), /^Ready/m)
    })
  }
})
