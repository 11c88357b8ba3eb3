import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildSchema } from 'graphql'
import { KnownError } from '../../../kit/errors.ts'
import type { Subgraph } from '../../../kit/subgraph.ts'
import type { OrganisationName } from '../../domain/coded.ts'
import { executeIn, executeOver } from './execute.ts'
import { organisations } from './organisations.ts'

class Ambiguous extends KnownError {
  readonly code = 'AMBIGUOUS_KEY'
  readonly kind = 'conflict'
}

class Down extends KnownError {
  readonly code = 'DATABASE_UNFIT'
  readonly kind = 'unavailable'
}

const NOBODY: OrganisationName = { sorId: null, ydernummer: null, shak: null, name: 'A name' }

interface Key {
  readonly ydernummer?: string
  readonly shak?: string
}

/** A graph with the directory's field, and one unit for each of two numbers. */
function directory(): { readonly subgraph: Subgraph; readonly asked: Key[][] } {
  const asked: Key[][] = []
  const schema = buildSchema(`
    input OrganisationKey @oneOf { sorId: String gln: String ydernummer: String shak: String }
    type Organisation { sorId: String! }
    type Query { organisationsByKeys(keys: [OrganisationKey!]!): [Organisation]! }
  `)
  const field = schema.getQueryType()?.getFields().organisationsByKeys
  assert.ok(field)
  field.resolve = (_root, { keys }: { keys: Key[] }) => {
    asked.push(keys)
    return keys.map(({ ydernummer, shak }) => {
      if (ydernummer === '000101') return { sorId: 'practice' }
      if (shak === '1301') return { sorId: 'hospital' }
      if (ydernummer === '000202') return Promise.reject(new Ambiguous('two units'))
      return ydernummer === '000303' ? Promise.reject(new Down('gone')) : null
    })
  }
  return { subgraph: { name: 'directory', schema, sdl: '', contextOf: () => ({}) }, asked }
}

const found = (there = directory()) => ({
  ...there,
  units: organisations(executeIn(there.subgraph, () => null)),
})

describe('organisations()', () => {
  it('takes a SOR id as it is, and asks nobody', async () => {
    const { units, asked } = found()
    assert.equal(await units.sorIdOf({ ...NOBODY, sorId: 'a', ydernummer: '000101' }), 'a')
    assert.equal(await units.sorIdOf(NOBODY), null)
    assert.deepEqual(asked, [])
  })

  it('asks for all numbers of a moment at once, and for none again', async () => {
    const { units, asked } = found()
    const names = [{ ydernummer: '000101' }, { shak: '1301' }, { ydernummer: '000404' }]
    const ask = () => Promise.all(names.map((name) => units.sorIdOf({ ...NOBODY, ...name })))
    assert.deepEqual(await ask(), ['practice', 'hospital', null])
    assert.deepEqual(await ask(), ['practice', 'hospital', null])
    assert.equal(asked.length, 1)
  })

  it('goes on to the next number where the first names no unit for sure', async () => {
    const { units } = found()
    assert.equal(await units.sorIdOf({ ...NOBODY, ydernummer: '000202' }), null)
    const both = { ...NOBODY, ydernummer: '000202', shak: '1301' }
    assert.equal(await units.sorIdOf(both), 'hospital')
  })

  it('says that it could not be told, of that one alone, and asks again later', async () => {
    const { units, asked } = found()
    const [lost, well] = await Promise.allSettled([
      units.sorIdOf({ ...NOBODY, ydernummer: '000303' }),
      units.sorIdOf({ ...NOBODY, ydernummer: '000101' }),
    ])
    assert.equal(lost.status === 'rejected' && lost.reason.code, 'DIRECTORY_UNAVAILABLE')
    assert.equal(well.status === 'fulfilled' && well.value, 'practice')
    await assert.rejects(units.sorIdOf({ ...NOBODY, ydernummer: '000303' }))
    assert.equal(asked.length, 2)
  })

  it('says so when a directory that is served apart does not answer', async () => {
    const units = organisations(executeOver(new URL('http://127.0.0.1:9/graphql')))
    await assert.rejects(units.sorIdOf({ ...NOBODY, shak: '1301' }), {
      code: 'DIRECTORY_UNAVAILABLE',
    })
  })
})
