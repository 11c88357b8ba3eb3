import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '../../../services/nsp/platform/services.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import type { SentSpan } from '../../harness/otlp-spans.ts'
import { writeCallersFile } from './fixture/callers-file.ts'
import { type Asked, openServedHub } from './fixture/served-hub.ts'
import { WORDS, wholeRecord } from './fixture/whole-record.ts'
import { type PartAnswer, partsOf, wordsOf } from './overview.ts'

const operator = await writeCallersFile(['operator'])
const hub = await openServedHub({
  ...{ RECORD_DEADLINES: 'fmk=1500,fut=1500,sfsk=1500' },
  FUNDAMENT_CALLERS_FILE: operator.path,
})
after(async () => {
  await hub[Symbol.asyncDispose]()
  await operator[Symbol.asyncDispose]()
})

const HOWS = ['hang', 'error-500', 'cut', 'garbage', 'fault'] as const
type How = (typeof HOWS)[number]

const broken = new Set<ServiceName>()
const breakDown = async (service: ServiceName, how: How) => {
  broken.add(service)
  await hub.behave(service, { kind: 'broken', how })
}
const mend = async () => {
  for (const service of broken) await hub.behave(service, null)
  broken.clear()
}
afterEach(mend)

const whole = () => hub.ask(wholeRecord('doctor', 'full'))
const opened = await whole()

interface Failing {
  readonly how: How
  readonly services: readonly ServiceName[]
  /** What is said of each part that needs one of them. */
  readonly words: Readonly<Record<string, string>>
}

const FAILING: readonly Failing[] = [
  {
    ...{ how: 'hang', services: ['fmk', 'fut-measurement'] },
    words: {
      medications: 'Unavailable fmk SOURCE_TIMEOUT',
      measurements: 'Unavailable fut SOURCE_TIMEOUT',
    },
  },
  {
    ...{ how: 'error-500', services: ['btr', 'mhd'] },
    words: {
      // A page of HTML is no answer of SOAP; to FHIR it is the status that counts.
      treatmentWill: 'Unavailable btr SOURCE_ANSWER_INVALID',
      maternity: 'Unavailable mhd SOURCE_FAULT',
    },
  },
  {
    ...{ how: 'cut', services: ['fmk', 'ddv'] },
    words: {
      medications: 'Unavailable fmk SOURCE_UNREACHABLE',
      vaccinations: 'Unavailable ddv SOURCE_UNREACHABLE',
    },
  },
  {
    ...{ how: 'garbage', services: ['ltr', 'fut-measurement'] },
    words: { measurements: 'Unavailable fut SOURCE_ANSWER_INVALID' },
  },
  {
    ...{ how: 'garbage', services: ['sfsk-registry', 'ddv'] },
    words: {
      masterCard: 'Unavailable sfsk SOURCE_ANSWER_INVALID',
      resuscitation: 'Unavailable sfsk SOURCE_ANSWER_INVALID',
      vaccinations: 'Unavailable ddv SOURCE_ANSWER_INVALID',
    },
  },
  {
    ...{ how: 'fault', services: ['dds-registry', 'fmk'] },
    words: {
      appointments: 'Unavailable dds SOURCE_FAULT',
      carePlans: 'Unavailable dds SOURCE_FAULT',
      diagnoses: 'Unavailable dds SOURCE_FAULT',
      maternity: 'Unavailable dds SOURCE_FAULT',
      measurements: 'Unavailable dds SOURCE_FAULT',
      documents: 'Unavailable dds SOURCE_FAULT',
      medications: 'Unavailable fmk SOURCE_FAULT',
    },
  },
]

describe('a record of which two sources are down', () => {
  it('is whole before', () => assert.deepEqual(wordsOf(opened), WORDS.full))

  for (const { how, services, words } of FAILING) {
    it(`of ${services.join(' and ')} by ${how} says so of what they have, with when they were last well; the rest is whole`, async () => {
      const wellFrom = Date.now()
      assert.deepEqual(wordsOf(await whole()), WORDS.full)
      const wellUntil = Date.now()
      for (const service of services) await breakDown(service, how)
      const answer = await whole()
      const withinMs = Date.now() - wellUntil
      assert.deepEqual(wordsOf(answer), { ...WORDS.full, ...words })
      const parts = partsOf(answer)
      for (const part of Object.keys(words)) {
        const { lastWell, tookMs } = parts[part] as PartAnswer
        const at = Date.parse(String(lastWell))
        assert.ok(at >= wellFrom && at <= wellUntil, `${part} was last well ${lastWell}`)
        assert.ok(Number(tookMs) >= 0 && Number(tookMs) <= withinMs, `${part} took ${tookMs} ms`)
        if (how === 'hang') assert.ok(Number(tookMs) >= 1_490, `${part} took ${tookMs} ms`)
      }
    })
  }

  it('is whole again once they are', async () => {
    assert.deepEqual(wordsOf(await whole()), WORDS.full)
  })
})

describe('resuscitation', () => {
  const query =
    'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { resuscitation { __typename ... on Unavailable { source code } } } }'
  const word = async (of: 'full' | 'optedOut') => {
    const answer = await hub.ask({ as: 'doctor', query, variables: { cpr: CITIZENS[of].cpr } })
    return wordsOf(answer).resuscitation ?? ''
  }

  for (const service of ['sfsk-registry', 'sfsk-repository'] as const) {
    it(`is neither said to be none nor remembered where ${service} fails`, async () => {
      for (const how of HOWS) {
        assert.equal(await word('full'), 'NoneRegistered')
        assert.equal(await word('optedOut'), 'ResuscitationOptOut')
        await breakDown(service, how)
        for (const said of await Promise.all([word('full'), word('optedOut')])) {
          assert.match(said, /^Unavailable sfsk SOURCE_/, how)
        }
        await mend()
      }
    })
  }
})

describe('the trace of a record', () => {
  let last = 0xf0
  const traced = async () => {
    last += 1
    const traceId = `7e57ab1e0000000000000000000000${last.toString(16)}`
    const traceparent = `00-${traceId}-00000000000000c1-01`
    const answer = await hub.ask({ ...wholeRecord('doctor', 'full'), traceparent })
    const deadline = performance.now() + 20_000
    for (;;) {
      const spans = hub.sink.spans.filter((span) => span.traceId === traceId)
      if (spans.some(({ name }) => name === 'POST /clinical/graphql')) return { answer, spans }
      assert.ok(performance.now() < deadline, 'the trace came in time')
      await sleep(20)
    }
  }
  /** Names from the top to a span. */
  const pathTo = (span: SentSpan, spans: readonly SentSpan[]): readonly string[] => {
    const parent = spans.find(({ spanId }) => spanId === span.parentSpanId)
    return [...(parent ? pathTo(parent, spans) : []), span.name]
  }
  const isOfPlatform = ({ attributes }: SentSpan) => attributes['rpc.system'] !== undefined

  it('is one tree, from the request over gateway and record to each call of a source', async () => {
    const before = await hub.asked()
    const { spans } = await traced()
    const asked = (await hub.asked()).slice(before.length)
    const tops = spans.filter((span) => !spans.some(({ spanId }) => spanId === span.parentSpanId))
    assert.deepEqual(
      tops.map(({ name, parentSpanId }) => [name, parentSpanId]),
      [['POST /clinical/graphql', '00000000000000c1']],
    )
    const calls = spans.filter(isOfPlatform)
    assert.ok(calls.length > 20)
    assert.equal(calls.length, asked.length, asked.join(', '))
    for (const call of calls) {
      const [top, , record, source, ...rest] = pathTo(call, spans)
      assert.deepEqual([top, record], ['POST /clinical/graphql', 'subgraph record'])
      assert.match(source ?? '', /^source (dds|sfsk|btr|fut|fmk|ddv|mhd)$/)
      assert.deepEqual(rest, [call.name])
    }
    const services = new Set(calls.map(({ attributes }) => attributes['rpc.service']))
    for (const service of ['dds-registry', 'dds-repository', 'sfsk-registry', 'btr', 'fmk', 'ddv'])
      assert.ok(services.has(service), service)
    assert.ok(spans.some(({ name }) => name === 'subgraph directory'))
  })

  it('carries the code of what failed, in the collector and in the hub itself', async () => {
    await breakDown('fmk', 'fault')
    await breakDown('ddv', 'garbage')
    const { answer, spans } = await traced()
    assert.deepEqual(wordsOf(answer), {
      ...{ ...WORDS.full, medications: 'Unavailable fmk SOURCE_FAULT' },
      vaccinations: 'Unavailable ddv SOURCE_ANSWER_INVALID',
    })
    const codes = spans.flatMap(({ name, attributes }) =>
      name.startsWith('source ') && attributes['error.type'] !== undefined
        ? [`${name} ${attributes['error.type']}`]
        : [],
    )
    assert.deepEqual(codes.toSorted(), [
      'source ddv SOURCE_ANSWER_INVALID',
      'source fmk SOURCE_FAULT',
    ])
    const failed = spans.filter((span) => isOfPlatform(span) && span.attributes['error.type'])
    assert.deepEqual(
      new Set(failed.map(({ attributes }) => attributes['rpc.service'])),
      new Set(['fmk', 'ddv']),
    )
    const traceId = spans[0]?.traceId
    const tree = await (await fetch(new URL(`/traces/${traceId}`, hub.internal))).text()
    assert.match(tree, /^POST \/clinical\/graphql/m)
    assert.match(tree, /^ +source fmk .* failed +SOURCE_FAULT$/m)
    assert.match(tree, /^ +source ddv .* failed +SOURCE_ANSWER_INVALID$/m)
  })
})

describe('a source that fails again and again', () => {
  const query =
    'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { vaccinations { __typename ... on Unavailable { source code } } } }'
  const vaccinations = async () => {
    const variables = { cpr: CITIZENS.full.cpr }
    return wordsOf(await hub.ask({ as: 'doctor', query, variables })).vaccinations ?? ''
  }
  const until = async (wanted: string, tries: number, pauseMs: number) => {
    const seen: string[] = []
    while (seen.at(-1) !== wanted && seen.length < tries) {
      seen.push(await vaccinations())
      await sleep(pauseMs)
    }
    assert.equal(seen.at(-1), wanted, seen.join(', '))
  }

  it('is asked no more, and again once it is well', async () => {
    await breakDown('ddv', 'error-500')
    await until('Unavailable ddv SOURCE_OPEN_CIRCUIT', 20, 0)
    const before = await hub.asked()
    assert.equal(await vaccinations(), 'Unavailable ddv SOURCE_OPEN_CIRCUIT')
    assert.deepEqual((await hub.asked()).slice(before.length), [])
    await mend()
    await until('Vaccinations', 120, 250)
  })

  it('is seen in uptime to have failed, and who asked is not told apart', async () => {
    const query =
      'query ($id: ID!) { service(id: $id) { callers { consumer calls failures lastFailure } } }'
    const callersOf = async (source: string, as: Asked['as'] = operator) => {
      const id = `platform-${source}`
      const { data } = await hub.ask({ as, query, variables: { id } })
      return (data as { readonly service: { readonly callers: readonly Callers[] } }).service
        .callers
    }
    const deadline = performance.now() + 20_000
    let [ddv] = await callersOf('ddv')
    while (!ddv && performance.now() < deadline) {
      await sleep(100)
      ;[ddv] = await callersOf('ddv')
    }
    assert.equal(ddv?.consumer, 'signed-in people')
    assert.ok(ddv.failures >= 10 && ddv.failures < ddv.calls, JSON.stringify(ddv))
    assert.ok(Date.parse(String(ddv.lastFailure)) <= Date.now())
    const [btr] = await callersOf('btr')
    assert.ok(btr && btr.calls > 0)
    assert.equal((await callersOf('mhd'))[0]?.failures, 1)
    // What all people together have seen is for operators.
    assert.deepEqual(await callersOf('mhd', 'doctor'), [])
    assert.deepEqual(await callersOf('mhd', null), [])
  })
})

interface Callers {
  readonly consumer: string
  readonly calls: number
  readonly failures: number
  readonly lastFailure: string | null
}
