import assert from 'node:assert/strict'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { suite, test } from 'node:test'
import { wrongGln } from '../../services/directory/domain/identifier/gln.ts'
import { sorId } from '../../services/directory/domain/identifier/sor-id.ts'
import { hubRulesFrom } from '../../services/directory/domain/resolution/hub-rules.ts'
import { eerFeed } from '../../services/directory/source/eer/feed.ts'
import type { Feed, InputFile, ReadContext } from '../../services/directory/source/feed.ts'
import { inputsOf } from '../../services/directory/source/input/inputs.ts'
import { prescan } from '../../services/directory/source/input/prescan.ts'
import { feedFor } from '../../services/directory/source/registry.ts'
import { sorXmlFeed } from '../../services/directory/source/sor-xml/feed.ts'
import { RULES } from './rules.ts'
import { sampleFiles, sampleStrangers, sampleUnits } from './sample.ts'
import type { SampleUnit } from './unit.ts'

const units = sampleUnits()

const glnsOf = ({ mailbox, unlisted }: SampleUnit) =>
  [...(typeof mailbox === 'string' ? [] : [mailbox]), ...unlisted].map(({ gln }) => gln)

suite('sample', () => {
  for (const [name, text] of sampleFiles()) {
    test(`${name} is what write-sample.ts writes`, () => {
      assert.equal(readFileSync(new URL(name, import.meta.url), 'utf8'), text)
    })
  }

  test('feedFor() takes the register files of this folder for what they are, and nothing else in it', async () => {
    await using inputs = await inputsOf([import.meta.dirname])
    const found: Record<string, string> = {}
    for (const file of inputs.files) {
      const feed = feedFor((await prescan(file)).head)
      if (feed) found[relative(import.meta.dirname, file.name)] = feed.format
    }
    assert.deepEqual(found, {
      'endpoints-restricted.json': 'eer',
      'endpoints.json': 'eer',
      'groups.csv': 'groups',
      'sor.xml': 'sor-xml',
    })
  })

  test('sampleUnits() has 300 units or more, each under one SOR id', () => {
    assert.ok(units.length >= 300, String(units.length))
    assert.equal(new Set(units.map((unit) => unit.sorId)).size, units.length)
  })

  test('sampleUnits() shows every rule of the table', () => {
    const shown = new Set(units.flatMap(({ shows }) => shows))
    assert.deepEqual(
      Object.keys(RULES).filter((rule) => !shown.has(rule as keyof typeof RULES)),
      [],
    )
  })

  test('identifiers are valid and cannot meet a real one', () => {
    for (const unit of units) {
      assert.match(sorId(unit.sorId), /^9000\d{5}100001600/)
      for (const gln of glnsOf(unit)) {
        assert.equal(wrongGln(gln), null, gln)
        assert.ok(gln.startsWith('952'))
      }
    }
  })

  test('the unit of gln-check-digit-zero has such a GLN', () => {
    const [unit] = units.filter(({ shows }) => shows.includes('gln-check-digit-zero'))
    assert.ok(unit && glnsOf(unit).every((gln) => gln.endsWith('0')))
  })

  test('the unit of nested-seven lies seven levels below its owner', () => {
    assert.equal(depthOf('nested-seven', units), 7)
  })

  test('replacements that are held are stated from both sides', () => {
    const byId = new Map(units.map((unit) => [unit.sorId, unit]))
    for (const unit of units) {
      for (const next of unit.replacedBy) {
        const successor = byId.get(next)
        if (successor) assert.ok(successor.replaces.includes(unit.sorId), unit.name)
      }
    }
  })

  test('sor.xml is read without a rejected or unknown element', async () => {
    const counts = await countsOf('sor.xml', sorXmlFeed)
    const strangers = sampleStrangers().length
    assert.equal(counts.get('organisation'), units.length - strangers)
    assert.equal(counts.get('rejection'), undefined)
    assert.equal(counts.get('unknown'), undefined)
  })

  test('the Bundles are read without a rejection', async () => {
    for (const name of ['endpoints.json', 'endpoints-restricted.json']) {
      const counts = await countsOf(name, eerFeed)
      assert.ok((counts.get('mailbox') ?? 0) > 0)
      assert.ok((counts.get('access-point') ?? 0) > 0)
      assert.equal(counts.get('rejection'), undefined)
    }
  })

  test('hub-rules.json is read, and its hub is a unit of the sample', () => {
    const rules = hubRulesFrom(readFileSync(new URL('hub-rules.json', import.meta.url), 'utf8'))
    assert.ok(rules.length > 0)
    const [hub] = units.filter(({ shows }) => shows.includes('hub'))
    for (const rule of rules) assert.deepEqual(rule.hub, { sorId: hub?.sorId })
  })

  test('no private key is committed', () => {
    for (const name of ['fjordland-ap1.crt', 'sundland-ap1.crt']) {
      assert.ok(!readFileSync(new URL(name, import.meta.url), 'utf8').includes('PRIVATE'))
    }
  })
})

/** What a file says, counted by kind. */
async function countsOf(name: string, feed: Feed): Promise<ReadonlyMap<string, number>> {
  const url = new URL(name, import.meta.url)
  const { size } = statSync(url)
  const file: InputFile = {
    name,
    sizeBytes: size,
    encoding: 'utf-8',
    open: async () => createReadStream(url),
  }
  const counts = new Map<string, number>()
  for await (const items of feed.read(file, NO_CONTEXT)) {
    for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

const NO_CONTEXT: ReadContext = { columnOverrides: new Map(), codeLists: new Map() }

function depthOf(rule: keyof typeof RULES, all: readonly SampleUnit[]): number {
  const [unit] = all.filter(({ shows }) => shows.includes(rule))
  let depth = 0
  let below = unit
  while (below) {
    const sought: SampleUnit = below
    below = all.find(({ children }) => children.includes(sought))
    if (below) depth++
  }
  return depth
}
