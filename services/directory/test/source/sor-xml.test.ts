import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { inputsOf } from '../../source/input/inputs.ts'
import { sorXmlFeed } from '../../source/sor-xml/feed.ts'
import { fileOf, glnOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'
import { institution, mailbox, owner, sorTree, unit } from './sor-tree.ts'

const read = (content: string) => itemsOf(sorXmlFeed, fileOf(content))
const readTree = (content: string) => read(sorTree(content))
const status = (days: string) => `<SorStatus>${days}</SorStatus>`
const inherits = (value: boolean) =>
  `<OptionalEanLocationCode><EntityInheritedIndicator>${value}</EntityInheritedIndicator></OptionalEanLocationCode>`

describe('sorXmlFeed', () => {
  it('begins with the header', async () => {
    const [header] = await readTree(owner(''))
    assert.deepEqual(header, {
      kind: 'header',
      snapshotDate: '2026-11-01',
      snapshotInstant: null,
      speaksFor: ['organisation', 'mailbox', 'replacement'],
      isDelta: false,
    })
  })

  it('takes level and parent from the nesting', async () => {
    const nested = unit(unit('', { id: sorIdOf(4) }))
    const facts = ofKind(await readTree(owner(institution(nested))), 'organisation')
    assert.deepEqual(
      facts.map(({ sorId, level, parentId }) => [sorId, level, parentId]),
      [
        [sorIdOf(1), 'OWNER', null],
        [sorIdOf(2), 'INSTITUTION', sorIdOf(1)],
        [sorIdOf(3), 'UNIT', sorIdOf(2)],
        [sorIdOf(4), 'UNIT', sorIdOf(3)],
      ],
    )
  })

  it('gives the line on which a unit begins', async () => {
    const [fact] = ofKind(await readTree(`\n\n${owner('')}`), 'organisation')
    assert.equal(fact?.line, 7)
  })

  it('reads address, contact, speciality and numbers, in text and in character data', async () => {
    const more = `<UnitType>550811000005108</UnitType><ShakIdentifier>130104</ShakIdentifier><ProviderIdentifier>019062</ProviderIdentifier>
      <PostalAddressInformation><x:AddressPostal xmlns:x="urn:x"><x:StreetName>Å &amp; Ø-vej</x:StreetName><x:StreetBuildingIdentifier>8</x:StreetBuildingIdentifier><x:PostCodeIdentifier>8000</x:PostCodeIdentifier></x:AddressPostal></PostalAddressInformation>
      <VirtualAddressInformation><TelephoneNumberIdentifier><![CDATA[12345678]]></TelephoneNumberIdentifier></VirtualAddressInformation>
      <ClinicalSpecialityCollection><ClinicalSpeciality><SpecialityCode>394594003</SpecialityCode></ClinicalSpeciality></ClinicalSpecialityCollection>`
    const facts = ofKind(await readTree(owner(institution(unit('', { more })))), 'organisation')
    const fact = facts[2]
    assert.equal(fact?.postal?.street, 'Å & Ø-vej')
    assert.equal(fact?.postal?.building, '8')
    assert.equal(fact?.visiting, null)
    assert.equal(fact?.contact?.phone, '12345678')
    assert.deepEqual(fact?.specialities, [{ code: '394594003', display: null }])
    assert.deepEqual(
      [fact?.type?.code, fact?.shak, fact?.ydernumre],
      ['550811000005108', '130104', ['019062']],
    )
  })

  it('says of inheritance what the indicator says, and nothing of an owner', async () => {
    const content = owner(
      institution(unit('', { more: inherits(false) }), { more: inherits(true) }),
      { more: mailbox() },
    )
    const facts = ofKind(await readTree(content), 'organisation')
    assert.deepEqual(
      facts.map(({ inheritsGln }) => inheritsGln),
      [null, true, false],
    )
  })

  it('reads a mailbox with its network, state and days', async () => {
    const passive = mailbox(
      '<CommunicationSupplier>41000035001</CommunicationSupplier><RegionCode>1084</RegionCode>',
    )
      .replace('<NonActiveIndicator>false', '<NonActiveIndicator>true')
      .replace('<OnlyInternalIndicator>false', '<OnlyInternalIndicator>true')
    const items = await readTree(owner('', { more: passive }))
    const [fact] = ofKind(items, 'mailbox')
    assert.deepEqual(
      [fact?.gln, fact?.sorId, fact?.network, fact?.status, fact?.internalOnly, fact?.validFrom],
      [glnOf(1), sorIdOf(1), '41000035001', 'SUSPENDED', true, '2020-01-01'],
    )
    assert.equal(ofKind(items, 'organisation')[0]?.region, '1084')
  })

  it('leaves out a mailbox printed beside an indicator that says inherited, and counts it', async () => {
    const more = inherits(true).replace('</Opt', `${mailbox()}</Opt`)
    const items = await readTree(owner(institution('', { more })))
    assert.equal(ofKind(items, 'mailbox').length, 0)
    assert.equal(ofKind(items, 'unknown').length, 1)
  })

  it('reads replacements from both sides, at any depth', async () => {
    const more = `${status('<FromDate>2020-01-01</FromDate>')}
      <ReplacedByEntityCollection><Entry><SorIdentifier>${sorIdOf(8)}</SorIdentifier><SorStatus><FromDate>2020-01-01</FromDate></SorStatus></Entry></ReplacedByEntityCollection>
      <ReplacesEntityCollection><SorIdentifier>${sorIdOf(9)}</SorIdentifier></ReplacesEntityCollection>`
    const facts = ofKind(await readTree(owner(institution('', { more }))), 'replacement')
    assert.deepEqual(
      facts.map(({ sorId, replacedBy }) => [sorId, replacedBy]),
      [
        [sorIdOf(2), sorIdOf(8)],
        [sorIdOf(9), sorIdOf(2)],
      ],
    )
  })

  it('takes 2099 and later for open, and an earlier future day for an announced closing', async () => {
    for (const [to, expected] of [
      ['9999-12-31', null],
      ['2099-01-01', null],
      ['2098-12-31', '2098-12-31'],
    ] as const) {
      const more = status(`<FromDate>2020-01-01</FromDate><ToDate>${to}</ToDate>`)
      const [fact] = ofKind(await readTree(owner('', { more })), 'organisation')
      assert.equal(fact?.validTo, expected)
    }
  })

  it('reads version 2 with its company number, and counts each unknown element once with its number', async () => {
    const more = `<CVRnumberIdentifier>12345678</CVRnumberIdentifier><OrganizationalLevel><Code>1</Code></OrganizationalLevel>`
    const namespace = 'urn:oio:sundhedsstyrelsen:organisation:2.0.0'
    const items = await read(
      sorTree(owner('', { more }) + owner('', { id: sorIdOf(5), more }), { namespace }),
    )
    assert.equal(ofKind(items, 'organisation')[0]?.cvr, '12345678')
    assert.deepEqual(
      ofKind(items, 'unknown').map(({ name, count }) => [name, count]),
      [['OrganizationalLevel', 2]],
    )
  })
})

describe('sorXmlFeed rejects', () => {
  const broken: readonly (readonly [string, string, string, string])[] = [
    [
      'a wrong check digit',
      owner('', { id: '9000000011000016001' }),
      'SOR_ID_INVALID',
      'organisation',
    ],
    ['a leading zero', owner('', { id: `0${sorIdOf(1)}` }), 'SOR_ID_INVALID', 'organisation'],
    ['a missing name', owner('', { name: '' }), 'NAME_MISSING', 'organisation'],
    [
      '0000-00-00',
      owner('', { more: status('<FromDate>0000-00-00</FromDate>') }),
      'DATE_INVALID',
      'organisation',
    ],
    [
      'an end before the beginning',
      owner('', { more: status('<FromDate>2021-01-02</FromDate><ToDate>2021-01-01</ToDate>') }),
      'DATES_REVERSED',
      'organisation',
    ],
    [
      'a ydernummer too short',
      owner('', { more: '<ProviderIdentifier>1906</ProviderIdentifier>' }),
      'YDERNUMMER_INVALID',
      'organisation',
    ],
    [
      'a SHAK code too long',
      owner('', { more: '<ShakIdentifier>13010491</ShakIdentifier>' }),
      'SHAK_INVALID',
      'organisation',
    ],
    [
      'a CVR too short',
      owner('', { more: '<CvrNumber>1234567</CvrNumber>' }),
      'CVR_INVALID',
      'organisation',
    ],
    ['a wrong GLN', owner('', { more: mailbox('', '9520000000012') }), 'GLN_INVALID', 'mailbox'],
  ]
  for (const [what, content, rule, kind] of broken) {
    it(`${what}, naming rule and line`, async () => {
      const [rejection] = ofKind(await readTree(content), 'rejection')
      assert.equal(rejection?.rule, rule)
      assert.equal(rejection?.subject?.kind, kind)
      assert.equal(rejection?.line, 5)
    })
  }

  it('a unit and not its children, which keep naming it', async () => {
    const items = await readTree(
      owner(institution('', { id: '9000000021000016000' }) + institution('')),
    )
    assert.deepEqual(ofKind(items, 'rejection').length, 1)
    const child = await readTree(owner(institution(unit(''), { id: '9000000021000016000' })))
    assert.equal(ofKind(child, 'organisation').at(-1)?.parentId, '9000000021000016000')
  })

  it('a mailbox alone: its unit goes in', async () => {
    const items = await readTree(owner('', { more: mailbox('', '123') }))
    assert.equal(ofKind(items, 'organisation').length, 1)
    assert.deepEqual(ofKind(items, 'rejection')[0]?.subject, { kind: 'mailbox', key: sorIdOf(1) })
  })

  it('accepts a GLN with check digit 0', async () => {
    const items = await readTree(owner('', { more: mailbox('', '9520000000080') }))
    assert.equal(ofKind(items, 'mailbox').length, 1)
  })

  it('without showing what could be a person number', async () => {
    const more = '<ProviderIdentifier>010190-1234</ProviderIdentifier>'
    const [rejection] = ofKind(await readTree(owner('', { more })), 'rejection')
    assert.ok(!JSON.stringify(rejection).includes('010190'))
  })
})

describe('sorXmlFeed on the original extracts', () => {
  for (const [name, organisations, mailboxes] of [
    ['ONE_SYGEHUS', 4, 0],
    ['ONE_PRAKSIS', 3, 1],
    ['ONE_APOTEK', 3, 1],
    ['sor-aarhus', 856, 105],
  ] as const) {
    withSharedData(`sor/${name}.xml`, (path) => {
      it(`reads ${name} without a rejection or an unknown element`, async () => {
        await using inputs = await inputsOf([path])
        const [file] = inputs.files
        assert.ok(file)
        const items = await itemsOf(sorXmlFeed, file)
        assert.equal(ofKind(items, 'organisation').length, organisations)
        assert.equal(ofKind(items, 'mailbox').length, mailboxes)
        assert.deepEqual([...ofKind(items, 'rejection'), ...ofKind(items, 'unknown')], [])
      })
    })
  }
})
