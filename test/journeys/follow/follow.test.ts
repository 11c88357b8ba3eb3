import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { sorXmlOf } from '../import/fixture/files.ts'
import { type Hub, KEY, openHub } from './fixture/hub.ts'
import { type CutProxy, openProxy } from './fixture/proxy.ts'

const REGISTER = `{ register { revision sources { name snapshotDate organisations }
  following { url revision earliestRevision behindSince lastContact state } } }`
const TYPES = ['DIS91', 'REF06', 'FDIS91', 'MedCom:EHMIxyz']

describe('a hub that follows another one', () => {
  let source: Hub
  let copy: Hub
  let proxy: CutProxy
  before(async () => {
    proxy = await openProxy()
    ;[source, copy] = await Promise.all([openHub('source'), openHub('copy')])
    await Promise.all([
      source.start('infra/start.ts'),
      copy.start('infra/fundament.ts', 'follow', proxy.url.href),
    ])
  })
  after(async () => {
    for (const opened of [source, copy, proxy]) await opened?.[Symbol.asyncDispose]()
  })

  const lead = () => proxy.leadTo(Number(source.serving().graph.port))
  const register = async (hub: Hub) => (await hub.read(REGISTER)).register
  const nameOf = async (hub: Hub, asKnownAt: number | null = null) =>
    (
      await hub.read(
        'query ($key: OrganisationKey!, $asKnownAt: Int) { organisation(key: $key, asKnownAt: $asKnownAt) { name } }',
        { key: { sorId: sampleSorId(30) }, asKnownAt },
      )
    ).organisation?.name
  const untilCopied = async (revision: number): Promise<void> => {
    await until(`revision ${revision}`, async () => {
      const { data } = await copy.ask(REGISTER)
      const following = data?.register?.following
      return following?.revision === revision && following.state === 'IN_STEP'
    })
  }
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    for (const end = performance.now() + 30_000; performance.now() < end; await sleep(50)) {
      if (await holds()) return
    }
    assert.fail(`No ${what} in time: ${copy.serving().process.output()}`)
  }
  const importing = async (day: string, name: string): Promise<void> => {
    const file = join(source.folder, `${day}.xml`)
    await writeFile(file, sorXmlOf(day, [['Fødeafdelingen<', `${name}<`]]))
    const { code, output } = await source.run('import', file)
    assert.equal(code, 0, output)
  }
  const trailerOf = async (hub: Hub): Promise<unknown> => {
    const headers = { authorization: `Bearer ${KEY}` }
    const text = await (await fetch(new URL('/export', hub.serving().graph), { headers })).text()
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '').checksums
  }
  const equal = async (): Promise<void> => {
    assert.deepEqual(await trailerOf(copy), await trailerOf(source))
  }
  const metric = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', copy.serving().internal))).text()
    return Number(/^fundament_follow_age_seconds(?:\{.*\})? (\S+)/m.exec(text)?.[1])
  }

  it('serves before it has reached its source, and says that it holds nothing', async () => {
    const { errors } = await copy.ask(REGISTER)
    assert.equal(errors[0]?.extensions?.code, 'REGISTER_EMPTY')
  })

  it('copies all, and answers as its source does for every unit', async () => {
    await importing('2026-11-02', 'Fødehuset')
    lead()
    await untilCopied(2)
    await equal()
    const { following, ...rest } = await register(copy)
    const { following: none, ...own } = await register(source)
    assert.deepEqual([rest, none], [own, null])
    assert.deepEqual(
      [following.url, following.earliestRevision],
      [new URL('/export', proxy.url).href, 2],
    )
    const keys = Array.from({ length: 600 }, (_, number) => ({ sorId: sampleSorId(number + 1) }))
    for (const type of TYPES) {
      const requests = keys.map((organisation) => ({ organisation, messageType: type }))
      const query = `query ($requests: [ResolveRequest!]!) { resolveEndpoints(requests: $requests) {
        __typename
        ... on EndpointFound { endpoint { id address sources } receiver { gln sorId } steps { outcome explanation } revision freshness { snapshotDate } }
        ... on EndpointNotFound { reason message steps { outcome explanation } revision } } }`
      assert.deepEqual(await copy.read(query, { requests }), await source.read(query, { requests }))
    }
  })

  it('tells the same changes by the same numbers', async () => {
    const query = `{ changes(afterRevision: 0, first: 1000) {
      edges { cursor node { sequence revision kind subjectType subjectId fields recordedAt } } pageInfo { hasNextPage } } }`
    assert.deepEqual(await copy.read(query), await source.read(query))
  })

  it('says which revision is the first that can be asked', async () => {
    const { errors } = await copy.ask(
      `{ organisation(key: { sorId: "${sampleSorId(30)}" }, asKnownAt: 1) { name } }`,
    )
    const { code, earliest } = errors[0]?.extensions ?? {}
    assert.deepEqual([code, earliest], ['REVISION_NOT_HELD', 2])
  })

  it('refuses imports of its own, another hub, and a database that holds something else', async () => {
    const file = join(copy.folder, 'own.xml')
    await writeFile(file, sorXmlOf('2026-11-20'))
    const own = await copy.run('import', file)
    assert.deepEqual([own.code, /FOLLOWS_ANOTHER/.test(own.output)], [3, true], own.output)
    const other = await copy.run('follow', 'http://127.0.0.1:9/')
    assert.deepEqual([other.code, /is a copy of/.test(other.output)], [3, true], other.output)
    const held = await source.run('follow', proxy.url.href)
    assert.deepEqual([held.code, /register of its own/.test(held.output)], [3, true], held.output)
    const { code, output } = await copy.run('follow', 'http://user:word@127.0.0.1/')
    assert.equal(code, 2, output)
    assert.doesNotMatch(output, /word@/)
  })

  it('answers by itself while cut off, shows its age, and catches up whole', async () => {
    proxy.cut()
    await until('age', async () => (await register(copy)).following.state === 'BEHIND')
    await importing('2026-11-03', 'Fødegangen')
    await importing('2026-11-04', 'Fødestuen')
    const { revision, following } = await register(copy)
    assert.equal(revision, 2)
    assert.equal(await nameOf(copy), 'Fødehuset')
    assert.ok(Date.parse(following.behindSince) <= Date.now())
    assert.ok((await metric()) > 0)
    lead()
    await untilCopied(4)
    assert.deepEqual([await nameOf(copy), await nameOf(copy, 3)], ['Fødestuen', 'Fødegangen'])
    await equal()
  })

  it('holds the old revision whole when a copy breaks off in the middle', async () => {
    proxy.cutAfter(700)
    await importing('2026-11-05', 'Fødestedet')
    await until('torn copy', async () =>
      /COPY_TORN|HUB_UNAVAILABLE/.test(
        copy.serving().process.output().split('"revision":4').at(-1) ?? '',
      ),
    )
    assert.deepEqual([(await register(copy)).revision, await nameOf(copy)], [4, 'Fødestuen'])
    proxy.cutAfter(null)
    await untilCopied(5)
    await equal()
  })

  it('goes on where it was after either side has crashed', async () => {
    await source.kill()
    await until('age', async () => (await register(copy)).following.state === 'BEHIND')
    assert.equal(await nameOf(copy), 'Fødestedet')
    await copy.kill()
    proxy.cut()
    await copy.start('infra/fundament.ts', 'follow', proxy.url.href)
    assert.equal(await nameOf(copy), 'Fødestedet')
    await importing('2026-11-06', 'Fødehjemmet')
    await source.start('infra/start.ts')
    lead()
    await untilCopied(6)
    await equal()
    assert.match(copy.serving().process.output(), /"revision":6,"after":5/)
    assert.doesNotMatch(copy.serving().process.output(), /copied anew/)
  })

  it('carries out what its source redacts, in every revision that it holds', async () => {
    const { code, output } = await source.run(
      ...['redact', '--subject', `Organisation:${sampleSorId(30)}`, '--fields', 'name'],
      ...['--reason', 'As asked', '--author', 'Registry'],
    )
    assert.equal(code, 0, output)
    await untilCopied(7)
    for (const known of [null, 2, 3, 6]) {
      assert.equal(await nameOf(source, known), '[redacted]')
      assert.equal(await nameOf(copy, known), '[redacted]')
    }
    await equal()
    assert.doesNotMatch(
      await (await fetch(new URL('/export', copy.serving().graph))).text(),
      /As asked|Registry|Føde(huset|gangen|hjemmet)/,
    )
    const person = await source.run(
      ...['redact', '--subject', `Organisation:${sampleSorId(31)}`, '--fields', 'name'],
      ...['--reason', 'Asked by 311399-4567', '--author', 'Registry'],
    )
    assert.equal(person.code, 2, person.output)
    assert.doesNotMatch(person.output, /311399/)
    const own = await copy.run(
      ...['redact', '--subject', `Organisation:${sampleSorId(31)}`, '--fields', 'name'],
      ...['--reason', 'As asked', '--author', 'Registry'],
    )
    assert.equal(own.code, 2, own.output)
  })

  it('begins with a file of its source, unless its source has redacted since', async () => {
    const whole = join(source.folder, 'whole.ndjson.gz')
    const exported = await source.run('export', '--grant', 'sample-restricted', whole)
    assert.equal(exported.code, 0, exported.output)
    const started = (file: string) => [
      'infra/fundament.ts',
      'follow',
      '--from',
      file,
      proxy.url.href,
    ]
    await using other = await openHub('other')
    await other.start(...started(whole))
    assert.equal((await register(other)).following.earliestRevision, 7)
    assert.doesNotMatch(other.serving().process.output(), /"after":null|copied anew/)
    assert.equal(await nameOf(other), '[redacted]')
    const act = ['redact', '--subject', `Organisation:${sampleSorId(31)}`, '--fields', 'name']
    const { code, output } = await source.run(
      ...act,
      '--reason',
      'As asked',
      '--author',
      'Registry',
    )
    assert.equal(code, 0, output)
    await using late = await openHub('late')
    const refused = await late.run('follow', '--from', whole, proxy.url.href)
    assert.deepEqual([refused.code, /is void/.test(refused.output)], [3, true], refused.output)
  })
})
