import assert from 'node:assert/strict'
import { createReadStream, statSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'
import { yderFeed } from '../../source/yder/feed.ts'
import { fileOf, itemsOf, ofKind } from './register-file.ts'

const START = '<Start OpgDato="20260301" SnitfladeId="S1040025"></Start>'
const PERSON = '<Person CprNr="0102034567" PersonrolleTxt="Ejer  "></Person>'
const row = (attributes: Readonly<Record<string, string>> = {}) => {
  const values = {
    AmtKodeYder: '84',
    YdernrYder: '000123',
    PrakBetegn: 'Lægerne ved Åen          ',
    TilgDatoYder: '20100101',
    AfgDatoYder: '        ',
    HvdSpecKode: '80',
    HvdSpecTxt: 'Almen lægegerning     ',
    ...attributes,
  }
  const text = Object.entries(values).map(([name, value]) => `${name}="${value}"`)
  return `<Yder ${text.join(' ')}>${PERSON}</Yder>`
}
const register = (rows: readonly string[], count = rows.length) =>
  `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<etds1040025XML>\n${START}\n${rows.join('\n')}\n<Slut AntPost="${String(count).padStart(8, '0')}"></Slut>\n</etds1040025XML>\n`

const read = (text: string) => itemsOf(yderFeed, fileOf(text, { name: 'yder.xml' }))
const refused = (rule: RefusalRule) => (error: unknown) =>
  error instanceof ImportRefused && error.rule === rule

describe('the yder register', () => {
  it('states one period of one ydernummer a row, without padding', async () => {
    const text = register([row(), row({ AfgDatoYder: '20201231', AmtKodeYder: '13' })])
    assert.ok(yderFeed.recognises(text))
    const [header, first, second] = await read(text)
    assert.deepEqual(header, {
      kind: 'header',
      snapshotDate: '2026-03-01',
      snapshotInstant: null,
      speaksFor: ['yder'],
      isDelta: false,
    })
    assert.deepEqual(first, {
      kind: 'yder',
      line: 4,
      ydernummer: '000123',
      name: 'Lægerne ved Åen',
      region: '1084',
      speciality: { code: '80', display: 'Almen lægegerning' },
      validFrom: '2010-01-01',
      validTo: null,
    })
    assert.ok(second?.kind === 'yder')
    assert.equal(second.region, null)
    assert.equal(second.validTo, '2020-12-31')
  })

  it('reads no person, and no person number that stands elsewhere', async () => {
    const rows = [row({ PrakBetegn: 'Se 0102034567' }), row({ TilgDatoYder: '010203-4567' })]
    const shown = JSON.stringify(await read(register(rows)))
    assert.doesNotMatch(shown, /4567|Ejer/)
  })

  it('rejects a row by its rule and takes the rest in', async () => {
    const items = await read(
      register([
        row({ YdernrYder: '123' }),
        row({ PrakBetegn: '  ' }),
        row({ TilgDatoYder: '        ' }),
        row({ AfgDatoYder: '00000000' }),
        row({ AfgDatoYder: '20091231' }),
        row(),
      ]),
    )
    assert.deepEqual(
      ofKind(items, 'rejection').map(({ rule, subject }) => [rule, subject?.key]),
      [
        ['YDERNUMMER_INVALID', undefined],
        ['NAME_MISSING', '000123'],
        ['DATE_INVALID', '000123'],
        ['DATE_INVALID', '000123'],
        ['DATES_REVERSED', '000123'],
      ],
    )
    assert.equal(ofKind(items, 'yder').length, 1)
  })

  it('is refused when it does not hold as many rows as it states', async () => {
    await assert.rejects(read(register([row()], 2)), refused('FILE_TRUNCATED'))
  })

  it('is refused when it ends early', async () => {
    await assert.rejects(read(register([row()]).slice(0, -60)), refused('FILE_TRUNCATED'))
    const closed = register([row()]).replace(/<Slut.*<\/Slut>/, '')
    await assert.rejects(read(closed), refused('FILE_TRUNCATED'))
  })

  it('is refused without the element that dates it', async () => {
    await assert.rejects(read(register([row()]).replace(START, '')), refused('HEADER_MISSING'))
  })

  it('is refused with a document type', async () => {
    const bomb = '<!DOCTYPE etds1040025XML [<!ENTITY a "aaaa">]>'
    const text = register([row()]).replace('<etds', `${bomb}<etds`)
    assert.ok(yderFeed.recognises(text))
    await assert.rejects(read(text), refused('FILE_MALFORMED'))
  })

  const samples = [
    ['sor/yder/DATA_FROM_CSC_M.S1040025.SB025.xml', '2012-01-03', 58],
    ['sor/yder/initial_SSR104001300146.K05.XML', '2010-06-07', 12],
  ] as const
  for (const [sample, day, count] of samples) {
    withSharedData(sample, (path) => {
      it(`of ${day} is read whole: ${count} rows`, async () => {
        const items = await itemsOf(yderFeed, {
          name: path,
          sizeBytes: statSync(path).size,
          encoding: 'utf-8',
          open: async () => createReadStream(path),
        })
        assert.equal(ofKind(items, 'header')[0]?.snapshotDate, day)
        assert.equal(ofKind(items, 'yder').length, count)
        assert.deepEqual(ofKind(items, 'rejection'), [])
      })
    })
  }
})
