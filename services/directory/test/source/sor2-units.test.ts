import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'
import { CSV_FEEDS } from '../../source/csv-feeds.ts'
import { units } from '../../source/sor2-csv/units.ts'
import { contextOf, csvOf, fileOf, glnOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'

const HEADER = [
  'SorId',
  'SorType',
  'EntityName',
  'ParentSorId',
  'FromDate',
  'ToDate',
  'FirstFromDate',
  'EntityTypeName',
  'CVR',
  'ProviderIdentifier',
  'ShakIdentifier',
]
const owner = {
  SorId: `="${sorIdOf(1)}"`,
  SorType: 'IE',
  EntityName: 'Region Østerlund',
  FromDate: '2015-01-01',
  EntityTypeName: 'Region',
}
const unit = {
  SorId: `="${sorIdOf(2)}"`,
  SorType: 'OE',
  EntityName: 'Afsnit A',
  ParentSorId: `="${sorIdOf(1)}"`,
  FromDate: '2020-02-01',
}

const recognising = (head: string) => CSV_FEEDS.filter((feed) => feed.recognises(head))

const refused = (rule: RefusalRule, text?: RegExp) => (error: unknown) =>
  error instanceof ImportRefused && error.rule === rule && (text?.test(error.message) ?? true)

const read = (rows: readonly Record<string, string>[], header: readonly string[] = HEADER) =>
  itemsOf(units, fileOf(csvOf(header, rows)))

describe('units of SOR2 CSV', () => {
  it('reads a unit with its id out of ="..." and its days', async () => {
    const row = {
      ...unit,
      FirstFromDate: '01-03-2018',
      ToDate: '31.12.2030',
      ProviderIdentifier: '000123',
      ShakIdentifier: '0123',
      CVR: '00123456',
    }
    const [header, ...items] = await read([owner, row])
    assert.deepEqual(header?.kind === 'header' && header.speaksFor, ['organisation'])
    const [first, second] = ofKind(items, 'organisation')
    assert.equal(first?.level, 'OWNER')
    assert.equal(first?.parentId, null)
    assert.deepEqual(first?.type, { code: 'region', display: 'Region' })
    assert.equal(second?.sorId, sorIdOf(2))
    assert.equal(second?.parentId, sorIdOf(1))
    assert.equal(second?.validFrom, '2020-02-01')
    assert.equal(second?.validTo, '2030-12-31')
    assert.equal(second?.firstFrom, '2018-03-01')
    assert.deepEqual(second?.ydernumre, ['000123'])
    assert.equal(second?.shak, '0123')
    assert.equal(second?.cvr, '00123456')
    assert.equal(second?.inheritsGln, null)
    assert.equal(second?.line, 3)
  })

  it('takes the doubled quotes that a CSV writer makes of ="..."', async () => {
    const [fact] = ofKind(await read([{ ...owner, SorId: `"=""${sorIdOf(1)}"""` }]), 'organisation')
    assert.equal(fact?.sorId, sorIdOf(1))
  })

  it('reads a quoted name with delimiter, line break and quote in it', async () => {
    const name = '"Klinik; nær ""Havnen""\nbygning 2"'
    const facts = ofKind(await read([{ ...owner, EntityName: name }, unit]), 'organisation')
    assert.equal(facts[0]?.name, 'Klinik; nær "Havnen"\nbygning 2')
    assert.equal(facts[1]?.line, 4)
  })

  it('keeps every version of a unit that a file with history holds', async () => {
    const old = { ...unit, FromDate: '2015-01-01', ToDate: '2020-01-31', EntityName: 'Before' }
    const facts = ofKind(await read([old, unit]), 'organisation')
    assert.deepEqual(
      facts.map(({ name, validTo }) => [name, validTo]),
      [
        ['Before', '2020-01-31'],
        ['Afsnit A', null],
      ],
    )
  })

  it('takes a last day of 9999-12-31 for open, and 23:59 on a day for the day', async () => {
    const rows = [
      { ...unit, ToDate: '9999-12-31' },
      { ...unit, ToDate: '2030-06-30 23:59:59' },
    ]
    assert.deepEqual(
      ofKind(await read(rows), 'organisation').map(({ validTo }) => validTo),
      [null, '2030-06-30'],
    )
  })

  it('binds columns without regard to case, hyphens, underscores and delimiter', async () => {
    const header = ['SOR_ID', 'sor-type', 'Entity Name', 'parentsorid', 'FROM_DATE']
    const row = [sorIdOf(1), 'IE', 'Owner', '', '2015-01-01']
    for (const delimiter of [';', ',', '\t']) {
      const text = `\uFEFF${header.join(delimiter)}\r\n${row.join(delimiter)}\r\n`
      assert.ok(units.recognises(text))
      const [fact] = ofKind(await itemsOf(units, fileOf(text)), 'organisation')
      assert.equal(fact?.name, 'Owner')
    }
  })

  it('takes a column by override where no name fits, before one that does', async () => {
    const header = ['SorId', 'SorType', 'EntityName', 'Ophav', 'FromDate', 'Navn2']
    const row = {
      ...unit,
      Ophav: sorIdOf(1),
      Navn2: 'The other name',
    }
    const context = contextOf([
      ['Ophav', 'parent'],
      ['navn-2', 'name'],
    ])
    const items = await itemsOf(units, fileOf(csvOf(header, [row])), context)
    const [fact] = ofKind(items, 'organisation')
    assert.equal(fact?.parentId, sorIdOf(1))
    assert.equal(fact?.name, 'The other name')
    assert.deepEqual(
      ofKind(items, 'unknown').map(({ name }) => name),
      ['EntityName'],
    )
  })

  it('is recognised and refused by the name of a missing column', async () => {
    for (const [column, field] of [
      ['SorId', 'id'],
      ['SorType', 'kind'],
      ['EntityName', 'name'],
      ['ParentSorId', 'parent'],
      ['FromDate', 'from'],
    ] as const) {
      const text = csvOf(
        HEADER.filter((name) => name !== column),
        [unit],
      )
      assert.deepEqual(recognising(text), [units])
      const message = new RegExp(`"register.csv": no column for "${field}", tried .*${column}`)
      await assert.rejects(itemsOf(units, fileOf(text)), refused('HEADER_MISSING', message))
    }
  })

  it('refuses a header in which a bound column stands twice', async () => {
    await assert.rejects(
      read([unit], [...HEADER, 'Entity_Name']),
      refused('FILE_MALFORMED', /"EntityName" stands twice/),
    )
  })

  it('counts unbound columns once each', async () => {
    const items = await read([owner, unit], [...HEADER, 'OrganisationalLevelCode'])
    assert.deepEqual(ofKind(items, 'unknown'), [
      { kind: 'unknown', line: 1, name: 'OrganisationalLevelCode' },
    ])
  })

  const breaches = [
    ['SOR_ID_INVALID', { SorId: '="900000002100001600"' }, null],
    ['SOR_ID_INVALID', { SorId: `="0${sorIdOf(2)}"` }, null],
    ['SOR_ID_INVALID', { SorId: '' }, null],
    ['NAME_MISSING', { EntityName: ' ' }, sorIdOf(2)],
    ['LEVEL_INVALID', { SorType: 'XX' }, sorIdOf(2)],
    ['LEVEL_INVALID', { SorType: '' }, sorIdOf(2)],
    ['PARENT_UNKNOWN', { ParentSorId: '="12345"' }, sorIdOf(2)],
    ['DATE_INVALID', { FromDate: '0000-00-00' }, sorIdOf(2)],
    ['DATE_INVALID', { FromDate: '2021-02-29' }, sorIdOf(2)],
    ['DATE_INVALID', { ToDate: 'soon' }, sorIdOf(2)],
    ['DATE_INVALID', { FirstFromDate: '2020-13-01' }, sorIdOf(2)],
    ['DATES_REVERSED', { ToDate: '2020-01-31' }, sorIdOf(2)],
    ['CVR_INVALID', { CVR: '1234567' }, sorIdOf(2)],
    ['YDERNUMMER_INVALID', { ProviderIdentifier: '12345' }, sorIdOf(2)],
    ['SHAK_INVALID', { ShakIdentifier: '130' }, sorIdOf(2)],
  ] as const
  for (const [rule, change, key] of breaches) {
    it(`rejects ${JSON.stringify(change)} as ${rule} and takes the rest in`, async () => {
      const items = await read([owner, { ...unit, ...change }])
      const [rejection, ...others] = ofKind(items, 'rejection')
      assert.deepEqual(others, [])
      assert.equal(rejection?.rule, rule)
      assert.equal(rejection?.line, 3)
      assert.deepEqual(rejection?.subject, key === null ? null : { kind: 'organisation', key })
      assert.match(rejection?.message ?? '', /^Cannot take .+ ".*": .+[^.]$/)
      assert.equal(ofKind(items, 'organisation').length, 1)
    })
  }

  it('rejects a row that is not as wide as the header, and knows its unit', async () => {
    const text = `${csvOf(HEADER, [owner])}="${sorIdOf(2)}";OE;Short\n${csvOf(HEADER, [unit]).split('\n')[1]};;\n`
    const items = await itemsOf(units, fileOf(text))
    const [rejection, ...others] = ofKind(items, 'rejection')
    assert.deepEqual(others, [])
    assert.equal(rejection?.rule, 'ROW_MALFORMED')
    assert.deepEqual(rejection?.subject, { kind: 'organisation', key: sorIdOf(2) })
    assert.equal(ofKind(items, 'organisation').length, 2)
  })

  it('never shows a person number in a rejection', async () => {
    const [rejection] = ofKind(await read([{ ...unit, SorType: 'Se 010203-4567' }]), 'rejection')
    assert.ok(rejection)
    assert.doesNotMatch(`${rejection.value} ${rejection.message}`, /4567/)
  })
})

describe('mailboxes on rows of units of SOR2 CSV', () => {
  const header = [...HEADER, 'EanLocationCode', 'EanLocationCodeInheritedIndicator']
  const withGln = { ...unit, EanLocationCode: glnOf(7), EanLocationCodeInheritedIndicator: 'false' }

  it('speak for mailboxes when there is a column for the GLN', async () => {
    const items = await read([withGln], header)
    assert.deepEqual(ofKind(items, 'header')[0]?.speaksFor, ['organisation', 'mailbox'])
    const [mailbox] = ofKind(items, 'mailbox')
    assert.equal(mailbox?.gln, glnOf(7))
    assert.equal(mailbox?.sorId, sorIdOf(2))
    assert.equal(mailbox?.status, 'ACTIVE')
    assert.equal(ofKind(items, 'organisation')[0]?.inheritsGln, false)
  })

  it('are not the own ones of a unit that inherits', async () => {
    const items = await read([{ ...withGln, EanLocationCodeInheritedIndicator: 'true' }], header)
    assert.deepEqual(ofKind(items, 'mailbox'), [])
    assert.equal(ofKind(items, 'organisation')[0]?.inheritsGln, true)
  })

  it('with a wrong check digit are rejected while the unit goes in', async () => {
    const items = await read([{ ...withGln, EanLocationCode: '9520000000000' }], header)
    const [rejection] = ofKind(items, 'rejection')
    assert.equal(rejection?.rule, 'GLN_INVALID')
    assert.deepEqual(rejection?.subject, { kind: 'mailbox', key: sorIdOf(2) })
    assert.equal(ofKind(items, 'organisation').length, 1)
  })

  it('with check digit 0 are as good as any', async () => {
    const gln = Array.from({ length: 20 }, (_, at) => glnOf(at)).find((text) => text.endsWith('0'))
    assert.ok(gln)
    const [mailbox] = ofKind(await read([{ ...withGln, EanLocationCode: gln }], header), 'mailbox')
    assert.equal(mailbox?.gln, gln)
  })

  it('come once from a file with history, as the open version has them', async () => {
    const old = { ...withGln, FromDate: '2015-01-01', ToDate: '2020-01-31' }
    for (const rows of [
      [old, withGln],
      [withGln, old],
      [withGln, withGln],
    ]) {
      const mailboxes = ofKind(await read(rows, header), 'mailbox')
      assert.deepEqual(
        mailboxes.map(({ validTo }) => validTo),
        [null],
      )
    }
  })

  it('end with a unit whose only version has ended', async () => {
    const [mailbox] = ofKind(await read([{ ...withGln, ToDate: '2021-01-31' }], header), 'mailbox')
    assert.equal(mailbox?.validTo, '2021-01-31')
  })
})

describe('files of units that cannot be trusted', () => {
  const text = csvOf(HEADER, [owner, unit])

  it('are refused when empty', async () => {
    await assert.rejects(itemsOf(units, fileOf('')), refused('FILE_EMPTY'))
  })

  it('are refused when they end within a row', async () => {
    await assert.rejects(itemsOf(units, fileOf(text.slice(0, -20))), refused('FILE_TRUNCATED'))
  })

  it('are refused when they end within quotes', async () => {
    await assert.rejects(itemsOf(units, fileOf(`${text}"open;`)), refused('FILE_TRUNCATED'))
  })

  it('are refused when text follows a closing quote', async () => {
    const broken = `${text}"a" b;\n`
    await assert.rejects(itemsOf(units, fileOf(broken)), refused('FILE_MALFORMED', /line 4/))
  })

  it('are refused when binary', async () => {
    const binary = Buffer.concat([Buffer.from(text), Buffer.alloc(9000)])
    await assert.rejects(itemsOf(units, fileOf(binary)), refused('FILE_MALFORMED'))
    assert.deepEqual(recognising('PK\u0003\u0004\u0000\u0000'), [])
  })

  it('are refused when bytes are not of their encoding', async () => {
    const file = fileOf(Buffer.from(text, 'latin1'))
    await assert.rejects(itemsOf(units, file), refused('FILE_ENCODING'))
    const latin = await itemsOf(units, fileOf(text, { encoding: 'windows-1252' }))
    assert.equal(ofKind(latin, 'organisation')[0]?.name, 'Region Østerlund')
  })

  it('are refused on a line of 100 MB, long before its end', async () => {
    let given = 0
    async function* endless() {
      yield Buffer.from(text)
      const piece = Buffer.alloc(65_536, 'x')
      for (; given < 1600; given++) yield piece
    }
    const { Readable } = await import('node:stream')
    const file = { ...fileOf(''), open: async () => Readable.from(endless()) }
    await assert.rejects(itemsOf(units, file), refused('TOO_LONG'))
    assert.ok(given < 40, `${given} pieces were read`)
  })

  it('are refused on quotes that stay open for a thousand lines', async () => {
    const open = `${text}"${'a;""\n'.repeat(2000)}`
    await assert.rejects(itemsOf(units, fileOf(open)), refused('TOO_LONG'))
  })
})
