import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { HistoryEntry } from '../../../services/directory/fhir/port.ts'
import type { ResourceType } from '../../../services/directory/fhir/resource.ts'
import { importFiles } from '../../../services/directory/source/import/import-files.ts'
import { feedFor } from '../../../services/directory/source/registry.ts'
import { openContent, type SampleContent } from './fixture/sample-content.ts'

const SOR = new URL('../../../infra/sample/sor.xml', import.meta.url)
const RENAMED = sampleSorId(30)
/** A mailbox that SOR alone tells of, and the one that follows it. */
const [OLD, NEW] = [sampleGln(38), sampleGln(8001)]

/** The sample two months later: one unit has another name, one another mailbox, and the register is otherwise as it was. */
async function later(): Promise<string> {
  const text = await readFile(SOR, 'utf8')
  const changed = text
    .replaceAll(/(<SnapshotDate>|<CreatedAtTime>)2026-11-01/g, '$12027-01-02')
    .replaceAll(OLD, NEW)
    .replace('<EntityName>Fødeafdelingen<', '<EntityName>Fødeafdeling Nord<')
  assert.notEqual(changed, text)
  return changed
}

describe('versions of resources', () => {
  let sample: SampleContent
  before(async () => {
    sample = await openContent(() => new Date('2027-01-02T12:00:00Z'))
    const { url, db } = sample.database
    const text = await later()
    const open = async () => Readable.from([Buffer.from(text)])
    const inputs = [{ name: 'sor.xml', source: 'sample', open }]
    const report = await importFiles({ url, inputs, feedFor, options: { isSample: true } })
    assert.equal(report.revision, 2)
    // When it was that somebody looked, which no import can be told.
    await sql`update revision set recorded_at = '2026-11-02T01:00:00Z' where number = 1`.execute(db)
    await sql`update revision set recorded_at = '2027-01-02T01:00:00.123456Z' where number = 2`.execute(
      db,
    )
  })
  after(() => sample[Symbol.asyncDispose]())

  const history = async (type: ResourceType, afterRevision: number) => {
    const register = sample.register()
    const reader = register.reader(type, await register.latest())
    const page = { id: null, afterRevision, after: null, count: 10_000 }
    const { entries, total } = await reader.history(page)
    assert.equal(entries.length, total)
    return { entries, reader }
  }
  const entryOf = (entries: readonly HistoryEntry[], id: string) =>
    entries.find((entry) => entry.id === id)

  for (const type of ['Organization', 'Location', 'HealthcareService', 'Endpoint'] as const) {
    it(`of ${type}: the last one of the history is what is read`, async () => {
      const { entries, reader } = await history(type, 0)
      const last = new Map(entries.toReversed().map((entry) => [entry.id, entry]))
      const read = await reader.read([...last.keys()])
      for (const [id, entry] of last) {
        const found = read.get(id)
        if (entry.kind === 'deleted') assert.equal(found?.kind, 'gone', id)
        else assert.deepEqual(found, { kind: 'found', resource: entry.resource })
        assert.deepEqual(await reader.version(id, entry.versionId), entry)
        if (id > sampleSorId(40)) break
      }
      assert.equal(
        [...read.values()].filter(({ kind }) => kind === 'found').length,
        (await sample.all(type)).length,
      )
    })
  }

  it('tells of a change, and of days that were reached since', async () => {
    const { entries } = await history('Organization', 1)
    const renamed = entryOf(entries, RENAMED)
    assert.ok(renamed && renamed.kind !== 'deleted')
    assert.equal(renamed.resource.name, 'Fødeafdeling Nord')
    assert.deepEqual(
      [renamed.kind, renamed.versionId, renamed.lastUpdated],
      ['updated', '2', '2027-01-02T01:00:00.123Z'],
    )
    const closed = entryOf(entries, sampleSorId(101))
    assert.ok(closed && closed.kind !== 'deleted')
    assert.deepEqual([closed.resource.active, closed.versionId], [false, '2'])
    const opened = entryOf(entries, sampleSorId(120))
    assert.ok(opened && opened.kind !== 'deleted')
    assert.equal(opened.resource.active, true)
    assert.equal(entryOf(entries, sampleSorId(2)), undefined)
    assert.ok(entries.length < 60, String(entries.length))
  })

  it('keeps a closed unit, and ends the mailbox that it had', async () => {
    const register = sample.register()
    const moment = await register.latest()
    const endpoints = register.reader('Endpoint', moment)
    const { entries } = await endpoints.history({
      ...{ id: null, afterRevision: 0, after: null, count: 1_000 },
    })
    const ended = entries.filter(({ kind }) => kind === 'deleted')
    assert.deepEqual(
      ended.map(({ id, versionId }) => [id.slice(0, OLD.length), versionId]),
      [[OLD, '2']],
    )
    const [{ id } = { id: '' }] = ended
    assert.equal((await endpoints.read([id])).get(id)?.kind, 'gone')
    const began = entries.find((entry) => entry.id.startsWith(NEW))
    assert.deepEqual([began?.kind, began?.versionId], ['created', '2'])
    assert.equal((await endpoints.version(id, '1'))?.kind, 'created')
    const closed = sampleSorId(101)
    const found = (await register.reader('Organization', moment).read([closed])).get(closed)
    assert.ok(found?.kind === 'found')
    assert.equal(found.resource.active, false)
  })

  it('shows a mailbox that a day has brought', async () => {
    const { entries } = await history('Endpoint', 1)
    const began = entries.find(({ id }) => id.startsWith(sampleGln(49)))
    assert.equal(began?.versionId, '2')
    assert.notEqual(began?.kind, 'deleted')
  })

  it('finds by _lastUpdated what a revision touched, and what it did not', async () => {
    const register = sample.register()
    const reader = register.reader('Organization', await register.latest())
    const count = async (prefix: 'ge' | 'lt') => {
      const value = { prefix, from: '2027-01-01T00:00:00.000Z', before: '2027-01-02T00:00:00.000Z' }
      const criteria = [{ kind: 'date' as const, parameter: '_lastUpdated', values: [value] }]
      const page = { after: null, count: 0, sort: [], countsFew: false }
      return Number((await reader.search(criteria, page)).total)
    }
    const [touched, untouched] = [await count('ge'), await count('lt')]
    assert.equal(touched + untouched, (await sample.all('Organization')).length)
    assert.equal(touched, (await history('Organization', 1)).entries.length)
  })
})
