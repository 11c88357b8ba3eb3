import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import { parse, print } from 'graphql'
import { withSharedFile } from '../harness/shared-data.ts'
import { ROOT } from '../rooms/project.ts'
import { END_OF_SERVED, LATER } from './later.ts'
import { brokenPromises, isWithin, signaturesOf } from './signatures.ts'

const supergraph = readFileSync(join(ROOT, 'schema/supergraphs/clinical.graphql'), 'utf8')
const offered = signaturesOf(print(transformSupergraphToPublicSchema(parse(supergraph))))

describe('public graph', () => {
  it('holds none of what comes later, not even as a stub', () => {
    const stubs = [...offered.keys()].filter((at) => LATER.some((later) => isWithin(at, later)))
    assert.deepEqual(stubs, [])
  })

  withSharedFile('contract.graphql', (path) => {
    const [served = '', rest] = readFileSync(path, 'utf8').split(END_OF_SERVED)
    const contract = signaturesOf(served)

    it('reads the part of the contract that is served, and knows where it ends', () => {
      assert.notEqual(rest, undefined)
      assert.ok(contract.size > 200, `${contract.size} promises read`)
      assert.deepEqual(
        LATER.filter((coordinate) => !contract.has(coordinate)),
        [],
      )
    })

    it('keeps every promise of the contract: type, field, argument, default and value', () => {
      assert.deepEqual(brokenPromises(contract, offered, LATER), [])
    })
  })
})
