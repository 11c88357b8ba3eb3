import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withSharedData } from './shared-data.ts'
import { platformSchemas } from './xsd.ts'

const MEDCOM = 'http://www.medcom.dk/dgws/2006/04/dgws-1.0.xsd'
const header = (level: string): string =>
  `<Header xmlns="${MEDCOM}"><SecurityLevel>${level}</SecurityLevel><Linking><MessageID>1</MessageID></Linking></Header>`

describe('platformSchemas()', () => {
  withSharedData('nsp/dgws/medcom.xsd', () => {
    it('finds nothing in what a schema allows, and the place in what it does not', async () => {
      const schemas = platformSchemas(['dgws/medcom.xsd'])
      assert.deepEqual(await schemas.errorsIn(header('3')), [])
      assert.match((await schemas.errorsIn(header('6'))).join('\n'), /SecurityLevel.*'6'/)
      assert.match((await schemas.errorsIn('<unknown/>')).join('\n'), /No matching global/)
    })
  })

  withSharedData('nsp', () => {
    for (const path of [
      'dgws/saml.xsd',
      'fsk/xsd/IHEXDSB.xsd',
      'fsk/sfskiti18.wsdl',
      'minlog/minlog2-registration-20250312.wsdl',
      'nas/broker.wsdl',
      'nas/idlist.wsdl',
      'autorisation/AuthorizationService-20240105.wsdl',
    ]) {
      it(`loads ${path} though not all that it imports is there`, async () => {
        const [error, ...more] = await platformSchemas([path]).errorsIn('<unknown/>')
        assert.match(error ?? '', /No matching global/)
        assert.deepEqual(more, [])
      })
    }
  })
})
