import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { documentsOf } from '../catalogue/documents-of.ts'

const NOW = new Date('2026-03-01T10:00:00Z')

/** A resource, as far as it is looked at. */
interface Found {
  readonly resourceType: string
  readonly id: string
  readonly code?: { readonly coding: readonly { readonly code: string }[] }
}

const resourcesOf = (citizen: 'full' | 'pregnant', typeCode: string): readonly Found[] => {
  const documents = documentsOf(citizen, 'dds', NOW)
  const document = documents.find(({ entry }) => entry.typeCode.code === typeCode)
  assert.ok(document)
  const bundle = JSON.parse(document.content(NOW).toString())
  assert.equal(bundle.type, 'document')
  return bundle.entry.map(({ resource }: { readonly resource: Found }) => resource)
}

const DOCUMENTS = [
  ['full', '11450-4'],
  ['pregnant', 'PRF'],
  ['pregnant', 'PSCR'],
  ['pregnant', 'PMR'],
] as const

describe('documents of FHIR', () => {
  it('begin with their composition, and hold all that they refer to once', () => {
    for (const [citizen, type] of DOCUMENTS) {
      const resources = resourcesOf(citizen, type)
      assert.equal(resources[0]?.resourceType, 'Composition')
      const held = resources.map(({ resourceType, id }) => `${resourceType}/${id}`)
      assert.equal(new Set(held).size, held.length)
      const referred = [...JSON.stringify(resources).matchAll(/"reference":"([^"]+)"/g)]
      assert.ok(referred.length > 2)
      assert.deepEqual(
        referred.map(([, to = '']) => to).filter((to) => !held.includes(to)),
        [],
      )
    }
  })

  it('hold the eleven elements that a pregnancy record has to have', () => {
    const codes = resourcesOf('pregnant', 'PRF').map(({ code }) => code?.coding[0]?.code)
    const needed = [
      ...['416471007', '55767001', '248326004', '842009', '568011000005108', '304602002'],
      ...['74732009', '365448001', '64572001', '363915008', '161615003'],
    ]
    assert.deepEqual(
      needed.filter((code) => !codes.includes(code)),
      [],
    )
  })
})
