import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import { parse, print } from 'graphql'
import { withSharedFile } from '../harness/shared-data.ts'
import { ROOT } from '../rooms/project.ts'
import { LATER } from './later.ts'
import { brokenPromises, isWithin, signaturesOf } from './signatures.ts'

const graphOf = (name: string) => {
  const supergraph = readFileSync(join(ROOT, `schema/supergraphs/${name}.graphql`), 'utf8')
  return signaturesOf(print(transformSupergraphToPublicSchema(parse(supergraph))))
}
const offered = graphOf('clinical')

describe('public graph', () => {
  it('holds nothing about a citizen', () => {
    const personal = [...graphOf('public').keys()].filter((at) => /cpr|citizen/i.test(at))
    assert.deepEqual(personal, [])
  })
})

describe('clinical graph', () => {
  it('holds none of what comes later, not even as a stub', () => {
    const stubs = [...offered.keys()].filter((at) => LATER.some((later) => isWithin(at, later)))
    assert.deepEqual(stubs, [])
  })

  withSharedFile('contract.graphql', (path) => {
    const contract = signaturesOf(readFileSync(path, 'utf8'))

    it('reads the whole contract, the record with it', () => {
      assert.ok(contract.size > 500, `${contract.size} promises read`)
      assert.ok(contract.has('Query.citizen(cpr:)'))
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
