import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { street, unitId } from './register-builder.ts'

const OWNER = unitId(1)
const HOSPITAL = unitId(2)
const WARD = unitId(3)
const MOVED = unitId(4)
const UNKNOWN = unitId(99)

const ORGANISATION = `query ($key: OrganisationKey!, $on: Date, $asKnownAt: Int) {
  organisation(key: $key, on: $on, asKnownAt: $asKnownAt) {
    sorId name status level validFrom validTo sources versionId replacedByIds
    parent { name } owner { name } ancestors { name }
    addresses { use street inheritedFrom { name } }
    contact { phone email inheritedFrom { name } }
  }
}`

describe('organisation', () => {
  let directory: Asking
  before(async () => {
    directory = await openDirectory()
    const { register } = directory
    await register.revision(2, { sor: '2026-11-21' })
    await register.unit(OWNER, {
      name: 'Region Fjordby',
      postal: street('Regionsvej'),
      contact: { phone: '99000000', email: 'region@example.org', website: null },
    })
    await register.unit(HOSPITAL, {
      ...{ name: 'Fjordby Sygehus', parent: OWNER, level: 'INSTITUTION', to: '2024-12-31' },
      ...{ firstFrom: '2015-01-01', postal: street('Gammelvej'), visiting: street('Hovedport') },
    })
    await register.unit(HOSPITAL, {
      ...{ name: 'Nyt Fjordby Sygehus', parent: OWNER, level: 'INSTITUTION', from: '2025-01-01' },
      ...{ firstFrom: '2015-01-01', postal: street('Nyvej'), visiting: street('Nyport') },
      contact: { phone: '99000001', email: null, website: null },
    })
    await register.unit(WARD, { name: 'Afsnit A', parent: HOSPITAL })
    await register.unit(MOVED, { name: 'Holder til her', stands: [1, 1] })
    await register.unit(MOVED, { name: 'Holder til der', stands: [2] })
  })
  after(() => directory[Symbol.asyncDispose]())

  const read = (sorId: string, more: Readonly<Record<string, unknown>> = {}) =>
    directory.ask(ORGANISATION, { key: { sorId }, ...more })

  it('is null when the register has never held it', async () => {
    assert.deepEqual(dataOf(await read(UNKNOWN)), { organisation: null })
  })

  it('tells an invalid identifier apart from an unknown one', async () => {
    assert.deepEqual(codesOf(await read('123')), ['organisation KEY_INVALID'])
  })

  it('reads the version of the day; the last day is in force', async () => {
    const names = ['2024-12-31', '2025-01-01'].map(async (on) => {
      return dataOf(await read(HOSPITAL, { on })).organisation.name
    })
    assert.deepEqual(await Promise.all(names), ['Fjordby Sygehus', 'Nyt Fjordby Sygehus'])
  })

  it('takes today in Copenhagen and the latest revision when left out', async () => {
    const { organisation } = dataOf(await read(MOVED))
    assert.equal(organisation.name, 'Holder til der')
    const tomorrow = unitId(50)
    await directory.register.unit(tomorrow, { name: 'Fra i dag', from: '2026-11-23', stands: [2] })
    assert.equal(dataOf(await read(tomorrow)).organisation.status, 'ACTIVE')
  })

  it('says what the register knew at a revision', async () => {
    const { organisation } = dataOf(await read(MOVED, { asKnownAt: 1 }))
    assert.equal(organisation.name, 'Holder til her')
  })

  it('refuses a revision that there is not', async () => {
    for (const asKnownAt of [0, 3]) {
      assert.deepEqual(codesOf(await read(MOVED, { asKnownAt })), ['organisation REVISION_UNKNOWN'])
    }
  })

  it('refuses a day that there is not', async () => {
    assert.deepEqual(codesOf(await read(MOVED, { on: '2026-02-30' })), [
      'organisation DATE_INVALID',
    ])
  })

  it('is FUTURE before FirstFromDate, NOT_RECORDED_FOR_DAY between it and the first version', async () => {
    assert.equal(dataOf(await read(HOSPITAL, { on: '2014-12-31' })).organisation.status, 'FUTURE')
    const answer = await read(HOSPITAL, { on: '2019-12-31' })
    assert.deepEqual(codesOf(answer), ['organisation NOT_RECORDED_FOR_DAY'])
    assert.equal(answer.data.organisation, null)
  })

  it('knows its parent, its owner and all above it', async () => {
    const { organisation } = dataOf(await read(WARD))
    assert.equal(organisation.parent.name, 'Nyt Fjordby Sygehus')
    assert.equal(organisation.owner.name, 'Region Fjordby')
    assert.deepEqual(organisation.ancestors, [
      { name: 'Nyt Fjordby Sygehus' },
      { name: 'Region Fjordby' },
    ])
  })

  it('is its own owner at the top', async () => {
    assert.equal(dataOf(await read(OWNER)).organisation.owner.name, 'Region Fjordby')
  })

  it('takes the postal address of its parent, and is visited and works there too', async () => {
    const { organisation } = dataOf(await read(WARD))
    const inheritedFrom = { name: 'Nyt Fjordby Sygehus' }
    assert.deepEqual(organisation.addresses, [
      { use: 'POSTAL', street: 'Nyvej', inheritedFrom },
      { use: 'VISITING', street: 'Nyvej', inheritedFrom },
      { use: 'ACTIVITY', street: 'Nyvej', inheritedFrom },
    ])
  })

  it('takes the contact of its parent as a whole block, empty fields too', async () => {
    const { organisation } = dataOf(await read(WARD))
    const inheritedFrom = { name: 'Nyt Fjordby Sygehus' }
    assert.deepEqual(organisation.contact, { phone: '99000001', email: null, inheritedFrom })
  })

  it('changes its versionId with every version', async () => {
    const before = dataOf(await read(HOSPITAL, { on: '2024-12-31' })).organisation.versionId
    const later = dataOf(await read(HOSPITAL)).organisation.versionId
    assert.notEqual(before, later)
  })
})
