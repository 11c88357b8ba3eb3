import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { composeSupergraph } from './compose.ts'
import { outdated, printSchema, writeSchema } from './printed.ts'

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
const shops = {
  name: 'shops',
  sdl: `${LINK} type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! }`,
}
const towns = {
  name: 'towns',
  sdl: `${LINK} type Shop @key(fields: "id") { id: ID! town: String }`,
}

describe('composeSupergraph()', () => {
  it('joins subgraphs and names no host', () => {
    const text = composeSupergraph([shops, towns])
    assert.match(text, /town: String @join__field\(graph: TOWNS\)/)
    assert.doesNotMatch(text, /localhost|127\.0\.0\.1/)
  })

  it('says why subgraphs do not fit together', () => {
    const clash = { name: 'clash', sdl: `${LINK} type Shop @key(fields: "number") { id: Int! }` }
    assert.throws(
      () => composeSupergraph([shops, clash]),
      /^AggregateError: Cannot compose supergraph: \S/,
    )
  })
})

describe('outdated()', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'))
  after(() => rmSync(folder, { recursive: true }))

  it('tells what was not printed by this code, until it is written', () => {
    for (const kind of ['subgraphs', 'supergraphs']) mkdirSync(join(folder, kind))
    const at = pathToFileURL(`${folder}/`)
    const printed = printSchema({ all: [shops, towns], some: [shops] })
    assert.deepEqual(
      [...printed.keys()],
      [
        ...['subgraphs/shops.graphql', 'subgraphs/towns.graphql'],
        ...['supergraphs/all.graphql', 'supergraphs/some.graphql'],
      ],
    )
    assert.doesNotMatch(printed.get('supergraphs/some.graphql') ?? '', /TOWNS/)
    assert.deepEqual(outdated(printed, at), [...printed.keys()])
    writeSchema(printed, at)
    assert.deepEqual(outdated(printed, at), [])
    writeFileSync(join(folder, 'subgraphs', 'towns.graphql'), `${towns.sdl} `)
    assert.deepEqual(outdated(printed, at), ['subgraphs/towns.graphql'])
  })
})
