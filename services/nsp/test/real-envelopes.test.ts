import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas } from '../../../test/harness/xsd.ts'
import { readDgwsHeader } from '../dgws/header.ts'
import { readSecurity } from '../dgws/security.ts'
import { headerOf, readEnvelope, type SoapEnvelope } from '../soap/envelope.ts'
import { faultOf } from '../soap/fault.ts'
import { medcom, wsse } from '../soap/namespaces.ts'
import { rootOf, XML_LIMITS } from '../xml/parse.ts'

// A message of version 1.0, whose time has no zone and whose body is empty.
const OF_OLD = 'dgws/dgws-level4-request.xml'

const isEnvelope = (path: string): boolean => {
  const limits = { ...XML_LIMITS, passesInstructions: true }
  return rootOf(readFileSync(path), limits).localName === 'Envelope'
}

withSharedData('nsp', (root) => {
  const names = globSync('**/*.xml', { cwd: root }).sort()
  const read = (name: string): SoapEnvelope => readEnvelope(readFileSync(join(root, name)))

  describe('readEnvelope() on real messages', () => {
    const messages = names.filter((name) => isEnvelope(join(root, name)))

    it('finds as many as there are', () =>
      assert.ok(messages.length >= 16, String(messages.length)))

    for (const name of messages) {
      it(`reads ${name}`, () => {
        const envelope = read(name)
        assert.equal(envelope.body === null, name === OF_OLD)
        const header = headerOf(envelope, medcom('Header'))
        if (header) assert.ok(readDgwsHeader(envelope)?.messageId)
        if (headerOf(envelope, wsse('Security')) && name !== OF_OLD)
          assert.ok((readSecurity(envelope)?.created.getTime() ?? 0) > 0)
        assert.equal(faultOf(envelope) !== null, name === 'sts/sts-error-reply.xml')
      })
    }

    it('holds real headers against the published schema as the reader does', async () => {
      const schemas = platformSchemas(['dgws/medcom.xsd'])
      const headers = messages.flatMap((name) => headerOf(read(name), medcom('Header')) ?? [])
      assert.ok(headers.length >= 3)
      for (const header of headers) assert.deepEqual(await schemas.errorsIn(header), [])
    })
  })
})
