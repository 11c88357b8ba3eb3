import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { XMLSerializer } from '@xmldom/xmldom'
import { elementsOf } from '../../../services/nsp/xml/element.ts'
import type { XmlElement } from '../../../services/nsp/xml/parse.ts'
import { withSharedData } from '../../harness/shared-data.ts'
import { platformSchemas } from '../../harness/xsd.ts'
import { type SentMessage, startCapture } from './captured-messages.ts'
import { startPlayedPlatform } from './played-platform.ts'
import { sayEverything } from './say-everything.ts'

const RIM = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
const SHARING = ['fsk/xsd/IHEXDSB.xsd', 'fsk/xsd/rim.xsd']

/** What is published of a message: a schema of its element or of the part of it that has one, and a WSDL that names its action. */
interface Published {
  readonly schemas: readonly string[]
  /** The part that the schemas declare; the whole body where it is absent. */
  readonly part?: { readonly ns: string; readonly name: string }
  readonly wsdl?: string
}

const IDS: Published = { schemas: ['nas/idlist.xsd'], wsdl: 'nas/idlist.wsdl' }
const FILTER = { ns: 'http://nsi.dk/advis/v10', name: 'IDFilter' }

/** By the element in the body. */
const PUBLISHED: Readonly<Record<string, Published>> = {
  AdhocQueryRequest: {
    ...{ schemas: SHARING, wsdl: 'fsk/sfskiti18.wsdl' },
    part: { ns: RIM, name: 'AdhocQuery' },
  },
  RetrieveDocumentSetRequest: { schemas: SHARING, wsdl: 'fsk/sfskiti43.wsdl' },
  ProvideAndRegisterDocumentSetRequest: { schemas: SHARING },
  CreateIDListRequest: IDS,
  DestroyIDListRequest: IDS,
  Subscribe: { schemas: ['nas/ID_MCP-v14.xsd'], part: FILTER, wsdl: 'nas/broker.wsdl' },
  AuthorizationCodeRequestStructure: {
    schemas: ['autorisation/AuthorizationService-20240105.wsdl'],
    wsdl: 'autorisation/AuthorizationService-20240105.wsdl',
  },
  // The WSDL names schemas that were published beside it and are not at hand.
  getPersonInformationIn: { schemas: [], wsdl: 'cpr/DetGodeCPROpslag-1.0.4.wsdl' },
}

/** Messages of which nothing can be held against a schema, and why. */
const UNPUBLISHED: Readonly<Record<string, string>> = {
  RequestSecurityToken:
    'no schema of WS-Trust is at hand; real requests are read by the same reader',
  CreatePullPoint: 'the WSDL imports WS-BaseNotification, which is not at hand',
  GetMessages: 'the WSDL imports WS-BaseNotification, which is not at hand',
  GetMedicineCardRequest: 'no schema of FMK is at hand',
  GetVaccinationCardRequest: 'no schema of DDV is at hand',
  hasTreatmentWillRequest: 'no schema of BTR is published',
  hasLivingWillRequest: 'no schema of BTR is published',
  getTreatmentWillRequest: 'no schema of BTR is published',
  getLivingWillRequest: 'no schema of BTR is published',
  ConsentForUserCheckRequest: 'invented: no schema of MinSpærring is published',
  notificationQueryRequestBody: 'invented: no schema of BRS is published',
  ListLogStatementsRequest: 'invented: no schema of the look-up of MinLog2 is at hand',
}

const nameOf = ({ envelope }: SentMessage): string => envelope.body?.localName ?? ''
const below = (element: XmlElement, { ns, name }: { ns: string; name: string }): XmlElement =>
  element.getElementsByTagNameNS(ns, name).item(0) ?? assert.fail(`${name} is not there`)

// The schema has bytes where the message has a reference to its part.
const inlined = (element: XmlElement): string =>
  new XMLSerializer().serializeToString(element).replace(/<xop:Include[^>]*>/g, 'w6Y=')

withSharedData('nsp', (root) => {
  describe('every message that is sent', () => {
    let sent: readonly SentMessage[]

    before(async () => {
      await using played = await startPlayedPlatform()
      await using capture = await startCapture(played.sandbox.profile)
      await using platform = played.opened({ profile: capture.profile })
      await sayEverything(platform, played.people)
      sent = capture.sent
    })

    it('is known, with its schema or with the reason why there is none', () => {
      const known = [...Object.keys(PUBLISHED), ...Object.keys(UNPUBLISHED)]
      const said = new Set(sent.map(nameOf))
      assert.deepEqual(
        [...said].filter((name) => !known.includes(name)),
        [],
      )
      assert.deepEqual(
        known.filter((name) => !said.has(name)),
        [],
      )
    })

    for (const [name, { schemas, part, wsdl }] of Object.entries(PUBLISHED)) {
      if (schemas.length > 0)
        it(`keeps the published schema: ${name}`, async () => {
          const set = platformSchemas(schemas)
          const bodies = sent.filter((one) => nameOf(one) === name).map(bodyOf)
          assert.ok(bodies.length > 0)
          for (const body of bodies)
            assert.deepEqual(await set.errorsIn(inlined(part ? below(body, part) : body)), [])
        })
      if (wsdl)
        it(`has an action that the WSDL names: ${name}`, () => {
          const text = readFileSync(`${root}/${wsdl}`, 'utf8')
          for (const { action } of sent.filter((one) => nameOf(one) === name))
            assert.match(text, new RegExp(`[aA]ction="${action.replace(/[.?*+()[\]]/g, '\\$&')}"`))
        })
    }

    it('has headers that keep their schemas, but where the platform’s own do not', async () => {
      const straying: Readonly<Record<string, RegExp>> = {
        // Captured messages to the STS have mustUnderstand without a namespace too, and captured id cards stray in these three.
        Security:
          /attribute 'mustUnderstand'|attribute 'Method' is required|ConfirmationMethod': This|xmldsig#}Signature': This/,
        // The captured header lacks it too.
        HsuidHeader: /'NameFormat' is required/,
      }
      const schemas = ['dgws/medcom.xsd', 'dgws/wsse.xsd', 'dgws/wsu.xsd', 'fsk/xsd/hsuid-1_1.xsd']
      const set = platformSchemas(schemas)
      const seen = new Set<string>()
      // The schema of assertions is that of id cards; nothing published describes a message with an identity token.
      const withCards = sent.filter(({ envelope }) => !showsToken(envelope.root))
      const byBody = [...new Map(withCards.map((one) => [nameOf(one), one])).values()]
      for (const header of byBody.flatMap(({ envelope }) =>
        elementsOf(envelope.header ?? fail()),
      )) {
        const name = header.localName ?? ''
        if (!['Security', 'Header', 'HsuidHeader'].includes(name)) continue
        seen.add(name)
        const errors = await set.errorsIn(header)
        const strayed = errors.filter((error) => !straying[name]?.test(error))
        assert.deepEqual(strayed, [], name)
      }
      assert.equal(seen.size, 3)
    })
  })
})

const fail = (): never => assert.fail('no header')

const showsToken = (root: XmlElement): boolean =>
  [...root.getElementsByTagNameNS('urn:oasis:names:tc:SAML:2.0:assertion', 'Assertion')].some(
    (assertion) => assertion.hasAttribute('ID'),
  )

const bodyOf = ({ envelope }: SentMessage): XmlElement => envelope.body ?? assert.fail('no body')
