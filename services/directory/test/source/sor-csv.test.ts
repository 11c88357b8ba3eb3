import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ImportRefused } from '../../errors/importing.ts'
import { edityper } from '../../source/edityper/message-types.ts'
import { sorCsv } from '../../source/sor-csv/units.ts'
import { csvOf, fileOf, glnOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'

const HEADER = [
  'Enhedsnavn',
  'Enhedstype',
  'SOR-type',
  'SOR-kode',
  'Parent-SOR-kode',
  'Gaeldende_fra_dato',
  'Ophoert_dato',
  'Ydernummer',
  'SghAfd-kode',
  'Apoteksnummer',
  'Telefon',
  'Lokationsnummer',
  'Netoperatoer',
  'Nedarvningsstatus',
  'Lokationsnummerstatus',
  'Postadresse',
  'P_Postnummer',
  'P_By',
  'P_KK',
  'P_Region',
  'P_X',
  'P_Y',
  'Hovedspeciale',
]
const unit = {
  Enhedsnavn: 'Lægerne "ved Åen"',
  Enhedstype: 'Almen lægepraksis',
  'SOR-type': 'SI',
  'SOR-kode': sorIdOf(2),
  'Parent-SOR-kode': sorIdOf(1),
  Gaeldende_fra_dato: '2015-01-01',
  Ydernummer: '000123',
  Telefon: '99999999',
  Lokationsnummer: glnOf(2),
  Netoperatoer: 'DataGruppen MultiMed',
  Nedarvningsstatus: 'egen',
  Lokationsnummerstatus: 'aktiv',
  Postadresse: 'Åvej 1, 1. tv',
  P_Postnummer: '0999',
  P_By: 'Åby',
  P_KK: '101',
  P_Region: 'Region Hovedstaden',
  P_X: '724420,5',
  P_Y: '6175900,1',
  Hovedspeciale: 'Almen medicin',
}

async function read(rows: readonly Record<string, string>[]) {
  const text = csvOf(HEADER, rows)
  assert.ok(sorCsv.recognises(text))
  return itemsOf(sorCsv, fileOf(text, { name: 'sor.csv', encoding: 'windows-1252' }))
}

describe('sor.csv', () => {
  it('reads a unit in ISO 8859-1, with quotes as plain characters and decimal commas', async () => {
    const [fact] = ofKind(await read([unit]), 'organisation')
    assert.equal(fact?.name, 'Lægerne "ved Åen"')
    assert.equal(fact?.level, 'INSTITUTION')
    assert.deepEqual(fact?.type, { code: 'almen lægepraksis', display: 'Almen lægepraksis' })
    assert.deepEqual(fact?.specialities, [{ code: 'almen medicin', display: 'Almen medicin' }])
    assert.deepEqual(fact?.ydernumre, ['000123'])
    assert.equal(fact?.region, '1084')
    assert.equal(fact?.postal?.street, 'Åvej 1, 1. tv')
    assert.equal(fact?.postal?.municipality, '0101')
    assert.ok(Math.abs((fact?.postal?.position?.latitude ?? 0) - 55.68) < 0.01)
    assert.ok(Math.abs((fact?.postal?.position?.longitude ?? 0) - 12.57) < 0.01)
    assert.deepEqual(fact?.contact, { phone: '99999999', email: null, website: null })
    assert.equal(fact?.visiting, null)
  })

  it('takes a GLN of its own for a mailbox', async () => {
    const items = await read([unit, { ...unit, Lokationsnummerstatus: 'passiv' }])
    assert.deepEqual(ofKind(items, 'header')[0]?.speaksFor, ['organisation', 'mailbox'])
    const [mailbox] = ofKind(items, 'mailbox')
    assert.equal(mailbox?.gln, glnOf(2))
    assert.equal(mailbox?.network, '81000035007')
    assert.equal(mailbox?.status, 'ACTIVE')
    assert.equal(ofKind(items, 'organisation')[0]?.inheritsGln, false)
  })

  it('calls a passive mailbox suspended', async () => {
    const [mailbox] = ofKind(await read([{ ...unit, Lokationsnummerstatus: 'Passiv' }]), 'mailbox')
    assert.equal(mailbox?.status, 'SUSPENDED')
    assert.equal(mailbox?.rawStatus, 'Passiv')
  })

  it('takes an inherited GLN for inheritance, no GLN for none at all, and neither for an owner', async () => {
    const items = await read([
      { ...unit, Nedarvningsstatus: 'nedarvet' },
      { ...unit, Lokationsnummer: '', Nedarvningsstatus: '' },
      { ...unit, 'SOR-type': 'IE', Lokationsnummer: '', Nedarvningsstatus: '' },
    ])
    assert.deepEqual(
      ofKind(items, 'organisation').map(({ inheritsGln }) => inheritsGln),
      [true, false, null],
    )
    assert.deepEqual(ofKind(items, 'mailbox'), [])
  })

  it('takes columns that write out their Danish letters', async () => {
    const names = new Map([
      ['Gaeldende_fra_dato', 'Gældende fra dato'],
      ['Netoperatoer', 'Netoperatør'],
    ])
    const text = csvOf(HEADER, [unit]).replaceAll(/Gaeldende_fra_dato|Netoperatoer/g, (name) => {
      return names.get(name) ?? name
    })
    const items = await itemsOf(sorCsv, fileOf(text, { encoding: 'windows-1252' }))
    assert.equal(ofKind(items, 'organisation')[0]?.validFrom, '2015-01-01')
    assert.equal(ofKind(items, 'mailbox')[0]?.network, '81000035007')
  })

  it('counts pharmacy numbers and other columns that the directory does not hold', async () => {
    assert.deepEqual(
      ofKind(await read([unit]), 'unknown').map(({ name }) => name),
      ['Apoteksnummer'],
    )
  })

  it('gives no place to absurd coordinates, and counts them', async () => {
    const items = await read([{ ...unit, P_X: '72442050', P_Y: '617590010' }, unit])
    assert.equal(ofKind(items, 'organisation')[0]?.postal?.position, null)
    assert.deepEqual(
      ofKind(items, 'unknown').filter(({ name }) => name === 'coordinates'),
      [{ kind: 'unknown', line: 1, name: 'coordinates', count: 1 }],
    )
  })
})

describe('edityper.csv', () => {
  it('joins GLN and message type', async () => {
    const text = `Lokationsnummer;Meddelelsestype\n${glnOf(1)};DIS01\n${glnOf(1)};\n`
    assert.ok(edityper.recognises(text))
    const items = await itemsOf(edityper, fileOf(text))
    assert.deepEqual(
      ofKind(items, 'message-type').map(({ gln, raw }) => [gln, raw]),
      [[glnOf(1), 'DIS01']],
    )
    assert.equal(ofKind(items, 'rejection')[0]?.rule, 'ROW_MALFORMED')
  })

  it('is refused without a column for the type', async () => {
    const text = `Lokationsnummer;Netoperatoer\n${glnOf(1)};KMD\n`
    assert.ok(edityper.recognises(text))
    await assert.rejects(
      itemsOf(edityper, fileOf(text)),
      (error) => error instanceof ImportRefused && error.rule === 'HEADER_MISSING',
    )
  })
})
