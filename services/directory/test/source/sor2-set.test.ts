import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CSV_FEEDS } from '../../source/csv-feeds.ts'
import { locationCodes } from '../../source/sor2-csv/location-codes.ts'
import { units } from '../../source/sor2-csv/units.ts'
import { contextOf, fileOf, glnOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'

/** The one feed that recognises a text. */
function feedOf(text: string) {
  const found = CSV_FEEDS.filter((feed) => feed.recognises(text))
  assert.equal(found.length, 1, `${found.length} feeds recognise ${text.split('\n', 1)[0]}`)
  const [feed] = found
  assert.ok(feed)
  return feed
}

const read = (text: string, context = contextOf()) => itemsOf(feedOf(text), fileOf(text), context)

describe('LocationsCodes.csv', () => {
  const header =
    'EanLocationCode;SorId;CommunicationSupplierName;NonActiveIndicator;OnlyInternalIndicator;FromDate;ToDate'

  it('states mailboxes with owner, network, state and days', async () => {
    const text = `${header}
="${glnOf(1)}";="${sorIdOf(1)}";KMD;false;true;2015-01-01;
="${glnOf(2)}";="${sorIdOf(2)}";Andet net;true;false;2015-01-01;2099-12-31
`
    const items = await read(text)
    assert.deepEqual(ofKind(items, 'header')[0]?.speaksFor, ['mailbox'])
    assert.deepEqual(
      ofKind(items, 'mailbox').map((mailbox) => [
        mailbox.gln,
        mailbox.sorId,
        mailbox.network,
        mailbox.status,
        mailbox.internalOnly,
        mailbox.validTo,
      ]),
      [
        [glnOf(1), sorIdOf(1), '41000035001', 'ACTIVE', true, null],
        [glnOf(2), sorIdOf(2), 'andet net', 'SUSPENDED', false, null],
      ],
    )
  })

  it('is told from a file of units that carries the same columns', () => {
    assert.equal(feedOf(`${header};EntityName;SorType\n`), locationCodes)
    const ofUnits = `SorId;SorType;EntityName;ParentSorId;${header.replace('SorId;', '')}\n`
    assert.equal(feedOf(ofUnits), units)
  })

  it('rejects a wrong GLN, an absent owner and reversed days', async () => {
    const text = `${header}
9520000000012;${sorIdOf(1)};;;;;
${glnOf(2)};;;;;;
${glnOf(3)};123;;;;;
${glnOf(4)};${sorIdOf(4)};;;;2020-01-02;2020-01-01
`
    const rejections = ofKind(await read(text), 'rejection')
    assert.deepEqual(
      rejections.map(({ line, rule, subject }) => [line, rule, subject?.key]),
      [
        [2, 'GLN_INVALID', sorIdOf(1)],
        [3, 'OWNER_UNKNOWN', glnOf(2)],
        [4, 'SOR_ID_INVALID', glnOf(3)],
        [5, 'DATES_REVERSED', sorIdOf(4)],
      ],
    )
  })

  it('passes over a row that its indicator calls inherited', async () => {
    const text = `${header};EntityInheritedIndicator\n${glnOf(1)};${sorIdOf(1)};;;;;;true\n`
    assert.deepEqual(ofKind(await read(text), 'mailbox'), [])
  })
})

describe('LocationsCodeEDITypeMap.csv and EDITypes.csv', () => {
  it('join a GLN with the code that stands for the id of its type', async () => {
    const types = 'EDITypeId;EDITypeCode;EDITypeName\n17;DIS01;Udskrivning\n18;REF01;Henvisning\n'
    const map = `EanLocationCode;EDITypeId\n="${glnOf(1)}";17\n${glnOf(1)};99\n952;17\n`
    const context = contextOf()
    assert.equal(feedOf(types).order, 0)
    assert.equal(feedOf(map).order, 1)
    await read(types, context)
    const items = await read(map, context)
    assert.deepEqual(
      ofKind(items, 'message-type').map(({ gln, network, raw }) => [gln, network, raw]),
      [
        [glnOf(1), null, 'DIS01'],
        [glnOf(1), null, '99'],
      ],
    )
    assert.deepEqual(
      ofKind(items, 'rejection').map(({ rule }) => rule),
      ['GLN_INVALID'],
    )
  })
})

describe('SORClassifications.csv', () => {
  it('gives units codes for labels and labels for codes', async () => {
    const lists =
      'ClassificationType;ClassificationCode;ClassificationName\nUnitType;264361005;Sundhedscenter\n'
    const context = contextOf()
    assert.equal(feedOf(lists).order, 0)
    await read(lists, context)
    const header = 'SorId;SorType;EntityName;ParentSorId;FromDate;EntityTypeId;EntityTypeName'
    const rows = `${sorIdOf(1)};SI;A;;2020-01-01;264361005;\n${sorIdOf(2)};SI;B;;2020-01-01;;SUNDHEDSCENTER\n`
    const facts = ofKind(await read(`${header}\n${rows}`, context), 'organisation')
    assert.deepEqual(
      facts.map(({ type }) => type),
      [
        { code: '264361005', display: 'Sundhedscenter' },
        { code: '264361005', display: 'SUNDHEDSCENTER' },
      ],
    )
  })
})

describe('SHAKSORMap.csv, SORReplacedEntities.csv and Geolocations.csv', () => {
  it('state which code names which unit, codes as text', async () => {
    const text = `ShakId;SorId;FromDate;ToDate\n="0123";="${sorIdOf(1)}";2010-01-01;2025-04-01\n12;${sorIdOf(1)};;\n`
    const items = await read(text)
    const [fact] = ofKind(items, 'shak-map')
    assert.equal(fact?.shak, '0123')
    assert.equal(fact?.validTo, '2025-04-01')
    assert.equal(ofKind(items, 'rejection')[0]?.rule, 'SHAK_INVALID')
  })

  it('state which unit is followed by which', async () => {
    const rows = `${sorIdOf(1)};${sorIdOf(2)}\n${sorIdOf(1)};${sorIdOf(3)}\n${sorIdOf(1)};7\n`
    const items = await read(`SorId;ReplacedBySorId\n${rows}`)
    assert.deepEqual(
      ofKind(items, 'replacement').map(({ sorId, replacedBy }) => [sorId, replacedBy]),
      [
        [sorIdOf(1), sorIdOf(2)],
        [sorIdOf(1), sorIdOf(3)],
      ],
    )
    assert.equal(ofKind(items, 'rejection')[0]?.subject?.key, sorIdOf(1))
  })

  it('say nothing of places', async () => {
    const items = await read('GeographicalLocalisationId;GeographicalLocalisationName\n1;Havnen\n')
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['header'],
    )
    assert.deepEqual(ofKind(items, 'header')[0]?.speaksFor, [])
  })
})
