import assert from 'node:assert/strict'
import { createReadStream, statSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { ImportRefused } from '../../errors/importing.ts'
import { shakFeed } from '../../source/shak/feed.ts'
import { fileOf, itemsOf, ofKind } from './register-file.ts'

function line(
  of: { type?: string; code?: string; from?: string; to?: string; name?: string } = {},
): string {
  const {
    type = 'afd',
    code = '99Z0011',
    from = '20100101',
    to = '25000101',
    name = 'Æblehaven',
  } = of
  return `${type}${code.padEnd(20)}${from}${from}${to}${name.padEnd(120)}`.padEnd(214)
}

const read = (lines: readonly string[], lineEnd = '\n') => {
  const text = lines.map((text) => text + lineEnd).join('')
  return itemsOf(shakFeed, fileOf(text, { encoding: 'windows-1252', name: 'shakcomplete.txt' }))
}

describe('the SHAK file', () => {
  it('states one period of one code a line, 25000101 for open', async () => {
    const text = [line({ code: '99Z0', type: 'sgh' }), line({ to: '20201231' })]
    assert.ok(shakFeed.recognises(text.join('\n')))
    for (const lineEnd of ['\n', '\r\n']) {
      const items = await read(text, lineEnd)
      assert.deepEqual(ofKind(items, 'header')[0]?.speaksFor, ['shak'])
      assert.deepEqual(ofKind(items, 'shak'), [
        {
          kind: 'shak',
          line: 1,
          code: '99Z0',
          name: 'Æblehaven',
          validFrom: '2010-01-01',
          validTo: null,
        },
        {
          kind: 'shak',
          line: 2,
          code: '99Z0011',
          name: 'Æblehaven',
          validFrom: '2010-01-01',
          validTo: '2020-12-31',
        },
      ])
    }
  })

  it('rejects a line by its rule and takes the rest in', async () => {
    const lines = [
      line(),
      line().slice(0, 200),
      line({ type: 'xyz', code: '99Z2' }),
      line({ code: '9' }),
      line({ code: '99Z3', name: '' }),
      line({ code: '99Z4', from: '00000000' }),
      line({ code: '99Z5', from: '20200101', to: '20191231' }),
    ]
    const items = await read(lines)
    assert.deepEqual(
      ofKind(items, 'rejection').map(({ line, rule, subject }) => [line, rule, subject?.key]),
      [
        [2, 'ROW_MALFORMED', '99Z0011'],
        [3, 'ROW_MALFORMED', '99Z2'],
        [4, 'SHAK_INVALID', undefined],
        [5, 'NAME_MISSING', '99Z3'],
        [6, 'DATE_INVALID', '99Z4'],
        [7, 'DATES_REVERSED', '99Z5'],
      ],
    )
    assert.equal(ofKind(items, 'shak').length, 1)
  })

  it('rejects a period that shares days with an earlier line of its code', async () => {
    const items = await read([
      line({ to: '20151231' }),
      line({ from: '20160101' }),
      line({ from: '20151231', to: '20151231' }),
    ])
    assert.equal(ofKind(items, 'shak').length, 2)
    const [rejection] = ofKind(items, 'rejection')
    assert.equal(rejection?.rule, 'ID_DUPLICATE')
    assert.equal(rejection?.line, 3)
  })

  it('is refused when empty', async () => {
    await assert.rejects(
      read([]),
      (error) => error instanceof ImportRefused && error.rule === 'FILE_EMPTY',
    )
  })

  withSharedData('sor/SHAKCOMPLETE.TXT', (path) => {
    it('of 2011 is read whole: 19,428 lines, 5,493 of them open', async () => {
      const items = await itemsOf(shakFeed, {
        name: path,
        sizeBytes: statSync(path).size,
        encoding: 'windows-1252',
        open: async () => createReadStream(path),
      })
      const facts = ofKind(items, 'shak')
      const rejections = ofKind(items, 'rejection')
      assert.equal(facts.length + rejections.length, 19_428)
      assert.equal(facts.filter(({ validTo }) => validTo === null).length, 5_493)
      assert.deepEqual(
        rejections.map(({ rule }) => rule),
        ['NAME_MISSING', 'NAME_MISSING', 'NAME_MISSING'],
      )
    })
  })
})
