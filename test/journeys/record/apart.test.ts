import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { importSample } from '../../../infra/sample/import-sample.ts'
import { migrations } from '../../../services/directory/store/migrations/migrations.ts'
import { migrateToLatest } from '../../../services/kit/database.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openTestDatabase } from '../../harness/database.ts'
import { startOtlpSink } from '../../harness/otlp-sink.ts'
import { startProcess, type TestProcess } from '../../harness/process.ts'
import { type Event, overSse } from '../subscribe/fixture/clients.ts'
import { signIn } from './fixture/served-hub.ts'
import { WORDS, wholeRecord } from './fixture/whole-record.ts'
import { partsOf, wordsOf } from './overview.ts'

const ROOT = new URL('../../../', import.meta.url)
const START_MS = 60_000
const PARENT = '00000000000000c1'
const TRACE = '7e57ab1e00000000000000000000aba1'

const said = async (program: TestProcess, what: string): Promise<string> =>
  (await program.waitFor(new RegExp(`^${what} +(\\S+)$`, 'm'), START_MS))[1] ?? ''

describe('the clinical graph with every part in a process of its own', () => {
  it('answers as in one: record joined to directory, one trace, changes as they come', async () => {
    await using sink = await startOtlpSink()
    await using register = await openTestDatabase((db) => migrateToLatest(db, migrations))
    await importSample(register.url)
    await using other = await openTestDatabase()
    const serve = (parts: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      startProcess([process.execPath, 'infra/fundament.ts', 'serve', ...parts], {
        cwd: ROOT.pathname,
        env: {
          ...{ PORT: '0', LOG_LEVEL: 'error', OTEL_BSP_SCHEDULE_DELAY: '100' },
          ...{ OTEL_EXPORTER_OTLP_ENDPOINT: sink.endpoint.href, ...env },
        },
      })
    await using directory = serve(['directory'], { DATABASE_URL: register.url.reveal() })
    const directoryUrl = await said(directory, 'GraphQL')
    await using record = serve(['record'], {
      ...{ DATABASE_URL: other.url.reveal(), SUBGRAPH_DIRECTORY_URL: directoryUrl },
      RECORD_PULL_INTERVAL_MS: '100',
    })
    const recordUrl = await said(record, 'GraphQL')
    const issuer = await said(record, 'Sign-in')
    await using uptime = serve(['uptime'], { DATABASE_URL: other.url.reveal() })
    await using gateway = serve(['gateway', 'clinical'], {
      ...{ SUBGRAPH_DIRECTORY_URL: directoryUrl, SUBGRAPH_RECORD_URL: recordUrl },
      ...{ SUBGRAPH_UPTIME_URL: await said(uptime, 'GraphQL'), SIGN_IN_URL: issuer },
    })
    const clinical = new URL(await said(gateway, 'GraphQL'))
    const authorization = await signIn(new URL(issuer), 'doctor')
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const { query, variables } = wholeRecord('doctor', 'full')
      const response = await fetch(clinical, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      })
      return JSON.parse(await response.text())
    }
    const answer = await ask({ authorization, traceparent: `00-${TRACE}-${PARENT}-01` })
    assert.deepEqual(wordsOf(answer), WORDS.full)
    assert.deepEqual(partsOf(answer).diagnoses?.author, { name: 'Anna Møllebæk' })
    assert.deepEqual(partsOf(answer).masterCard?.dentist, { name: 'Elo Søbred' })
    assert.equal((await ask({})).errors[0].extensions.code, 'SIGN_IN_REQUIRED')

    const ofTrace = () => sink.spans.filter(({ traceId }) => traceId === TRACE)
    const deadline = performance.now() + 20_000
    while (!ofTrace().some(({ parentSpanId }) => parentSpanId === PARENT)) {
      assert.ok(performance.now() < deadline, 'the trace came in time')
      await sleep(50)
    }
    // The other processes send what they have when they have it.
    const strays = () => {
      const ids = new Set(ofTrace().map(({ spanId }) => spanId))
      return ofTrace().filter(
        ({ parentSpanId }) => parentSpanId !== PARENT && !ids.has(parentSpanId),
      )
    }
    while (strays().length > 0) {
      assert.ok(performance.now() < deadline, JSON.stringify(strays()))
      await sleep(50)
    }
    const names = new Set(ofTrace().map(({ name }) => name))
    for (const name of [
      'SOAP GetMedicineCard',
      'source fmk',
      'subgraph record',
      'subgraph directory',
    ])
      assert.ok(names.has(name), name)

    const query =
      'subscription ($of: [Cpr!]!) { citizenRecordChanged(citizens: $of) { cpr source } }'
    const { cpr } = CITIZENS.full
    const events = overSse(clinical, { query, variables: { of: [cpr] }, authorization })
    let first: Event | null = null
    const told = events.next().then(({ value }) => {
      first = value as Event
    })
    const giveUp = performance.now() + 20_000
    while (first === null && performance.now() < giveUp) {
      await fetch(new URL('/try/change/full', issuer), { method: 'POST' })
      await Promise.race([told, sleep(100)])
    }
    await events.return?.()
    const { data, errors } = (first ?? {}) as Event
    assert.equal(data?.citizenRecordChanged?.cpr, cpr, JSON.stringify(errors))

    for (const { output } of [directory, uptime, gateway, record]) {
      assert.doesNotMatch(output(), new RegExp(cpr))
    }
    assert.ok(!sink.bytes().includes(cpr))
  })
})
