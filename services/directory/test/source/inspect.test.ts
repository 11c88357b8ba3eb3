import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from '../../source/inspect.ts'
import { inspectionText } from '../../source/inspection-text.ts'
import { csvOf, fileOf, sorIdOf } from './register-file.ts'

const HEADER = ['SorId', 'SorType', 'EntityName', 'Ophav', 'FromDate', 'Note']
const ROWS = Array.from({ length: 1500 }, (_, at) => ({
  SorId: `="${sorIdOf(at)}"`,
  SorType: 'OE',
  EntityName: `Unit ${at}`,
  FromDate: '2020-01-01',
  Note: at === 0 ? 'Se 010203-4567' : '',
}))
const file = fileOf(csvOf(HEADER, ROWS), { name: 'SorEntity_daily.csv' })

describe('inspect()', () => {
  it('shows bound, unbound and missing columns with values from a thousand rows', async () => {
    const seen = await inspect(file)
    assert.equal(seen.format, 'sor2-csv')
    assert.equal(seen.delimiter, ';')
    assert.equal(seen.encoding, 'utf-8')
    assert.equal(seen.rowsLookedAt, 1000)
    assert.deepEqual(seen.bound[0], {
      column: 'SorId',
      field: 'id',
      samples: [sorIdOf(0), sorIdOf(1), sorIdOf(2)],
    })
    assert.deepEqual(
      seen.unbound.map(({ column }) => column),
      ['Ophav', 'Note'],
    )
    assert.deepEqual(
      seen.missing.filter(({ required }) => required),
      [{ field: 'parent', required: true }],
    )
  })

  it('binds a column by override', async () => {
    const { bound, missing } = await inspect(file, new Map([['ophav', 'parent']]))
    assert.ok(bound.some(({ column, field }) => column === 'Ophav' && field === 'parent'))
    assert.deepEqual(
      missing.filter(({ required }) => required),
      [],
    )
  })

  it('shows no person number', async () => {
    const seen = await inspect(file)
    assert.doesNotMatch(JSON.stringify(seen), /4567/)
    assert.equal(seen.unbound[1]?.samples.length, 1)
  })

  it('shows the columns of a file that no feed knows', async () => {
    const seen = await inspect(fileOf('Fruit;Colour\nApple;red\n'))
    assert.equal(seen.format, null)
    assert.deepEqual(seen.unbound, [
      { column: 'Fruit', samples: ['Apple'] },
      { column: 'Colour', samples: ['red'] },
    ])
  })

  it('names a format without columns', async () => {
    const seen = await inspect(fileOf('<etds1040025XML></etds1040025XML>', { name: 'yder.xml' }))
    assert.equal(seen.format, 'yder')
    assert.equal(seen.delimiter, null)
    assert.deepEqual(seen.bound, [])
  })
})

describe('inspectionText()', () => {
  it('is a table of columns, fields and values, with what is needed and not found', async () => {
    const lines = inspectionText(await inspect(file)).split('\n')
    assert.equal(lines[0], 'SorEntity_daily.csv: sor2-csv, utf-8, semicolon, 1000 rows looked at')
    assert.match(lines[2] ?? '', /^COLUMN +FIELD +VALUES$/)
    assert.match(lines[3] ?? '', /^SorId +id +\d+ \| \d+ \| \d+$/)
    assert.ok(lines.some((line) => /^Ophav +-$/.test(line)))
    assert.ok(lines.includes('needed and not found: parent'))
    assert.equal(lines.at(-1), '4 bound, 2 unbound, 1 needed and not found')
  })
})
