import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { sharedData, withSharedData } from '../../../../../test/harness/shared-data.ts'
import { attribute, elementsOf } from '../../../../nsp/xml/element.ts'
import { rootOf, XML_LIMITS, type XmlElement } from '../../../../nsp/xml/parse.ts'
import { documentsOf } from '../catalogue/documents-of.ts'

const NOW = new Date('2026-03-01T10:00:00Z')

/** Where each element stands, and the templates that it names: what makes a document one of its kind. */
function shapeOf(element: XmlElement, path = ''): readonly string[] {
  const here = `${path}/${element.localName}`
  const root = element.localName === 'templateId' ? [`${here} ${attribute(element, 'root')}`] : []
  return [here, ...root, ...elementsOf(element).flatMap((child) => shapeOf(child, here))]
}

const ours = (type: string, sharing: 'dds' | 'sfsk' = 'dds'): XmlElement => {
  const documents = documentsOf('full', sharing, NOW)
  const found = documents.find(({ entry }) => entry.typeCode.code === type)
  assert.ok(found)
  return rootOf(found.content(NOW))
}

const EXAMPLES = [
  { path: 'nsp/aftaler/DK-APD_Example_1_2_apd_maximum.xml', type: '56446-8', sharing: 'dds' },
  { path: 'nsp/cda/phmr-example.xml', type: '53576-5', sharing: 'dds' },
  { path: 'nsp/cda/qrd-example.xml', type: '74465-6', sharing: 'dds' },
  { path: 'nsp/fsk/pdc-faelles-stamkort-example.xml', type: 'PDC', sharing: 'sfsk' },
] as const

const real = (path: string): readonly string[] => {
  const text = readFileSync(sharedData(path) ?? '')
  return shapeOf(rootOf(text, { ...XML_LIMITS, passesInstructions: true }))
}

const isOfHead = (part: string): boolean => !part.startsWith('/ClinicalDocument/component/')

// One profile rules the head of all of them, of which each example shows a part.
withSharedData('nsp/cda', () => {
  const heads = EXAMPLES.flatMap(({ path }) => real(path))
    .filter(isOfHead)
    .filter((part) => !/templateId ./.test(part))
  for (const { path, type, sharing } of EXAMPLES) {
    it(`a document of type ${type} holds nothing that a real one does not`, () => {
      const shape = new Set([...heads, ...real(path)])
      const odd = new Set(shapeOf(ours(type, sharing)).filter((part) => !shape.has(part)))
      assert.deepEqual([...odd], [])
    })
  }
})
