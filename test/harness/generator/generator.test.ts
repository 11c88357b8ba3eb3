import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { unitsOf } from '../../../infra/sample/unit.ts'
import { wrongGln } from '../../../services/directory/domain/identifier/gln.ts'
import { wrongSorId } from '../../../services/directory/domain/identifier/sor-id.ts'
import { endpointBundle } from './bundle-file.ts'
import { DEFAULTS, type GeneratorOptions } from './options.ts'
import { generatedOwners } from './owners.ts'
import { sorCsv } from './sor-csv-file.ts'
import { sorXml } from './sor-xml-file.ts'
import { sor2Csv } from './sor2-csv-file.ts'

const SMALL: GeneratorOptions = { ...DEFAULTS, units: 20_000 }
const names = (options: GeneratorOptions) =>
  new Map(Array.from(unitsOf([...generatedOwners(options)]), ({ sorId, name }) => [sorId, name]))

suite('generator', () => {
  const units = [...unitsOf([...generatedOwners(SMALL)])]

  test('generatedOwners() gives as many units as asked, each under one valid SOR id', () => {
    assert.equal(units.length, SMALL.units)
    assert.equal(new Set(units.map(({ sorId }) => sorId)).size, SMALL.units)
    assert.deepEqual(
      units.filter(({ sorId }) => wrongSorId(sorId)),
      [],
    )
  })

  test('generatedOwners() keeps the proportions of a register', () => {
    const count = (level: string) => units.filter((unit) => unit.level === level).length
    assert.ok(Math.abs(count('SI') / count('IE') - 1.5) < 0.2)
    assert.ok(Math.abs(count('OE') / count('IE') - 5) < 1)
    const mailboxes = units.filter(({ mailbox }) => typeof mailbox !== 'string').length
    assert.ok(Math.abs(mailboxes / units.length - 0.25) < 0.02)
  })

  test('generatedOwners() gives valid GLNs, one to a unit', () => {
    const glns = units.flatMap(({ mailbox }) => (typeof mailbox === 'string' ? [] : [mailbox.gln]))
    assert.deepEqual(glns.filter(wrongGln), [])
    assert.equal(new Set(glns).size, glns.length)
  })

  test('a mutation renames, closes and adds exactly what it says', () => {
    const before = names(SMALL)
    const after = names({ ...SMALL, mutate: { renamed: 11, closed: 7, added: 5 } })
    const ids = [...before.keys()]
    assert.equal(ids.filter((id) => !after.has(id)).length, 7)
    assert.equal([...after.keys()].filter((id) => !before.has(id)).length, 5)
    assert.equal(ids.filter((id) => after.has(id) && after.get(id) !== before.get(id)).length, 11)
  })

  test('a mutation larger than the register is refused', () => {
    const mutate = { renamed: 0, closed: 30_000, added: 0 }
    assert.throws(() => names({ ...SMALL, mutate }), RangeError)
  })

  test('every file holds the same units', () => {
    const ids = (texts: Iterable<string>) =>
      [...texts].join('').match(/(?<!\d)\d+100001600\d(?!\d)/g) ?? []
    const all = new Set(units.map(({ sorId }) => sorId))
    assert.deepEqual(new Set(ids(sorXml(SMALL))), all)
    assert.deepEqual(new Set(ids(sorCsv(SMALL))), all)
    const open = units.filter(({ to }) => to === undefined || to >= SMALL.snapshotDate)
    assert.deepEqual(new Set(ids(sor2Csv(SMALL))), new Set(open.map(({ sorId }) => sorId)))
  })

  test('endpointBundle() is JSON with as many endpoints as asked', () => {
    const bundle = JSON.parse([...endpointBundle(SMALL, 100)].join(''))
    const kinds = bundle.entry.map(
      (entry: { resource: { resourceType: string } }) => entry.resource.resourceType,
    )
    assert.equal(kinds.filter((kind: string) => kind === 'Endpoint').length, 100)
  })
})
