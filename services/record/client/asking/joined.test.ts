import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '../../domain/answer.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import type { Maternity } from '../../domain/part/maternity.ts'
import type { Measurement, Measurements } from '../../domain/part/measurements.ts'
import { joined, joinedMaternity, joinedMeasurements, joinedWhole } from './joined.ts'

type Of = Answer<Measurements>

const CODE = { code: 'NPU03804', system: 'urn:oid:1.2.208.176.2.1', display: null }
const at = (instant: string): Measurement => ({
  ...{ at: instant, code: CODE, value: 70, unit: 'kg', text: null },
  ...{ measuredBy: null, responsible: null, document: null },
})
const found = (filtered: boolean, ...instants: string[]): Of => ({
  kind: 'found',
  part: { entries: instants.map(at), filtered },
})
const none = (source: string, askedAt: string): Of => ({ kind: 'none', source, askedAt })
const withheld: Of = { kind: 'withheld', ground: 'CONSENT', message: 'all' }
const down: Of = {
  ...{ kind: 'unavailable', source: 'fut', code: 'SOURCE_TIMEOUT', lastWell: null, tookMs: 9 },
}
const join = (...answers: readonly Of[]) => joined(answers, joinedMeasurements)

describe('joined()', () => {
  it('is unavailable where one source is, whatever the others have', () => {
    for (const other of [found(false, '2026-01-01T00:00:00Z'), none('dds', 'x'), withheld]) {
      assert.deepEqual(join(other, down), down)
      assert.deepEqual(join(down, other), down)
    }
  })

  it('makes one line of both, the newest first, whatever their offsets', () => {
    const line = join(
      found(false, '2026-01-01T12:00:00+01:00', '2026-01-01T10:00:00+01:00'),
      found(true, '2026-01-01T10:30:00Z'),
    )
    assert.ok(line.kind === 'found')
    assert.deepEqual(
      line.part.entries.map((entry) => entry.at),
      [...['2026-01-01T12:00:00+01:00', '2026-01-01T10:30:00Z', '2026-01-01T10:00:00+01:00']],
    )
    assert.equal(line.part.filtered, true)
  })

  it('says that something is held back where one source holds back all it has', () => {
    const line = join(found(false, '2026-01-01T00:00:00Z'), withheld)
    assert.equal(line.kind === 'found' && line.part.filtered, true)
    assert.deepEqual(join(none('dds', 'x'), withheld), withheld)
  })

  it('is none only where all say so, and names them', () => {
    assert.deepEqual(join(none('dds', '2026-01-02'), none('fut', '2026-01-01')), {
      ...{ kind: 'none', source: 'dds, fut', askedAt: '2026-01-01' },
    })
  })
})

describe('joinedWhole()', () => {
  const whole = (...answers: readonly Of[]) =>
    joinedWhole(answers, (parts) => joinedMeasurements(parts, false))

  it('is withheld where one source holds back all it has, whatever the other has', () => {
    assert.deepEqual(whole(found(false, '2026-01-01T00:00:00Z'), withheld), withheld)
    assert.deepEqual(whole(withheld, found(false, '2026-01-01T00:00:00Z')), withheld)
    assert.deepEqual(whole(withheld, down), down)
  })

  it('is found where none holds anything back', () => {
    const line = whole(found(false, '2026-01-01T00:00:00Z'), none('fut', 'x'))
    assert.equal(line.kind, 'found')
  })
})

describe('joinedMaternity()', () => {
  const reference = (uniqueId: string, created: string): DocumentReference => ({
    ...{ uniqueId, repositoryId: '1', homeCommunityId: '2', type: CODE, format: CODE },
    ...{ title: 'A title', mimeType: 'application/fhir+json', created, author: null },
    ...{ status: 'APPROVED', source: 'dds' },
  })
  const pregnancy = (id: string, ...documents: DocumentReference[]): Maternity => ({
    ...{ pregnancyId: id, dueDate: null, author: null, documents, measurements: [] },
    sections: documents.map(({ uniqueId }) => ({ code: CODE, title: uniqueId, entries: [] })),
  })
  const titles = (of: Maternity) => of.sections.map(({ title }) => title)

  it('shows a document once that lies in both places', () => {
    const one = reference('1', '2026-01-01T00:00:00Z')
    const whole = joinedMaternity([pregnancy('a', one), pregnancy('a', one)])
    assert.deepEqual([titles(whole), whole.documents.length], [['1'], 1])
  })

  it('puts documents of one pregnancy together, and leaves an earlier one out', () => {
    const [one, two] = [
      reference('1', '2026-02-01T00:00:00Z'),
      reference('2', '2026-01-01T00:00:00Z'),
    ]
    assert.deepEqual(titles(joinedMaternity([pregnancy('a', two), pregnancy('a', one)])), [
      '1',
      '2',
    ])
    assert.deepEqual(titles(joinedMaternity([pregnancy('b', two), pregnancy('a', one)])), ['1'])
  })
})
