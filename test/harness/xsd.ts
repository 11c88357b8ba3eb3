import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { XMLSerializer } from '@xmldom/xmldom'
import { validateXML } from 'xmllint-wasm'
import type { XmlElement } from '../../services/nsp/xml/parse.ts'
import { sharedData } from './shared-data.ts'
import {
  includeIn,
  referencesOf,
  schemasIn,
  standIn,
  written,
  type XsdFile,
  type XsdSchema,
} from './xsd-files.ts'

/** Schemas that belong together. */
export interface SchemaSet {
  /** What is wrong with an element that one of them declares; empty for nothing. */
  errorsIn(xml: string | XmlElement): Promise<readonly string[]>
}

/**
 * The published schemas of the platform, with what they import. A schema that they import and that is not there is stood in
 * for by one that lets everything of its namespace pass.
 *
 * @param paths below `nsp/` of the shared data, `.xsd` or `.wsdl`
 * @example const dgws = platformSchemas(['dgws/medcom.xsd', 'dgws/wsse.xsd'])
 *   assert.deepEqual(await dgws.errorsIn(header), [])
 */
export function platformSchemas(paths: readonly string[]): SchemaSet {
  const root = sharedData('nsp')
  if (root === null) throw new Error('Cannot load schemas: the shared data is not there')
  const files = filesOf(root, paths)
  const [driver, ...preload] = files
  return {
    errorsIn: async (xml) => {
      const contents = typeof xml === 'string' ? xml : new XMLSerializer().serializeToString(xml)
      const message = { fileName: 'message.xml', contents }
      const { valid, errors, rawOutput } = await validateXML({
        ...{ xml: message, schema: driver ?? '', preload },
      })
      if (valid) return []
      return errors.length > 0 ? errors.map(({ message: text }) => text) : [rawOutput]
    },
  }
}

function filesOf(root: string, paths: readonly string[]): readonly XsdFile[] {
  const known = new Map(
    globSync('**/*.xsd', { cwd: root }).map((path) => [basename(path), join(root, path)]),
  )
  const loaded = new Map<string, XsdSchema>()
  const missing = new Map<string, string>()
  const load = (path: string): void => {
    for (const schema of schemasIn(readFileSync(path, 'utf8'), basename(path))) {
      loaded.set(schema.fileName, schema)
      for (const { element, kind, ns, location } of referencesOf(schema)) {
        const name = fileNameOf(location, ns)
        const beside = globSync(`{,xsd/}${name}`, { cwd: dirname(path) })[0]
        const file = beside ? join(dirname(path), beside) : known.get(name)
        element.setAttribute('schemaLocation', name)
        if (file && !loaded.has(name)) load(file)
        else if (!file && kind === 'import' && ns) missing.set(name, ns)
        else if (!file) element.parentNode?.removeChild(element)
      }
    }
  }
  for (const path of paths) load(join(root, path))
  const all = [...loaded.values()]
  const stood = [...missing].map(([name, ns]) => standIn(ns, name, all))
  // The validator takes one file for each namespace.
  for (const [name, ns] of missing) {
    const present = all.find((schema) => schema.ns === ns)
    if (present) joined(present, name, all)
  }
  const driver = driverOf(all)
  return [driver, ...all.map(written), ...stood]
}

function joined(present: XsdSchema, name: string, all: readonly XsdSchema[]): void {
  includeIn(present, name)
  for (const { element, kind, location } of all.flatMap(referencesOf)) {
    if (kind === 'import' && location === name)
      element.setAttribute('schemaLocation', present.fileName)
  }
}

// Imports of a namespace without a file, as WSDLs have them for what stands beside, become stand-ins of that namespace.
const fileNameOf = (location: string | null, ns: string | null): string =>
  location ? basename(location) : `${(ns ?? 'none').replace(/\W+/g, '-')}.xsd`

// Imports each namespace once; a WSDL may hold several schemas of one.
function driverOf(schemas: readonly XsdSchema[]): XsdFile {
  const first = new Map<string, XsdSchema>()
  for (const schema of schemas) {
    if (schema.ns === null) continue
    const before = first.get(schema.ns)
    if (before) includeIn(before, schema.fileName)
    else first.set(schema.ns, schema)
  }
  const imports = [...first].map(
    ([ns, { fileName }]) => `<xs:import namespace="${ns}" schemaLocation="${fileName}"/>`,
  )
  return {
    fileName: 'driver.xsd',
    contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:driver">${imports.join('')}</xs:schema>`,
  }
}
