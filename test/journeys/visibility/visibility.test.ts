import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { it } from 'node:test'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import { parseCallers } from '../../../services/kit/callers.ts'
import { codesOf, dataOf, describeInEverySetUp } from '../look-up/fixture/asking.ts'
import { resolutionLine } from '../look-up/fixture/resolution.ts'

const [HOLDER, STRANGER] = ['key-of-the-holder', 'key-of-the-stranger']
const SOURCE = 'sample-restricted'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const callers = parseCallers(
  JSON.stringify([
    { name: 'Holder', keySha256: sha256(HOLDER), grants: [SOURCE] },
    { name: 'Stranger', keySha256: sha256(STRANGER), grants: ['another-source'] },
  ]),
)
assert.ok(typeof callers !== 'string')

const ENDPOINTS = `query ($key: OrganisationKey!) {
  organisation(key: $key) { endpoints {
    id status address accessPoint { id } messageTypes { name } messageTypesKnown sources
    withheld { source fields reason }
  } }
}`
const REASON = `query ($key: OrganisationKey!) {
  resolveEndpoint(organisation: $key, messageType: "FDIS91") {
    ... on EndpointNotFound { reason message candidates { id } steps { explanation } }
  }
}`
const REFUSED = [
  ['an anonymous caller', undefined],
  ['a caller without the grant', STRANGER],
] as const

describeInEverySetUp(
  'a restricted source',
  (asking) => {
    const { ask } = asking
    const key = (number: number) => ({ sorId: sampleSorId(number) })

    it('is shown to a caller that holds it', async () => {
      const wardAt = `${sampleGln(47)}.51000035003`
      assert.equal(
        await resolutionLine(asking, { key: key(47), type: 'DIS91' }, HOLDER),
        `OWN: ${wardAt} for Retspsykiatrisk Ambulatorium`,
      )
      assert.equal(
        await resolutionLine(asking, { key: key(48), type: 'FDIS91' }, HOLDER),
        `OWN: ${sampleGln(48)}.100097 for Enhed for Beskyttede Borgere`,
      )
      const { organisation } = dataOf(await ask(ENDPOINTS, { key: key(48) }, HOLDER))
      assert.deepEqual(organisation.endpoints, [
        {
          ...{ id: `${sampleGln(48)}.100097`, status: 'ACTIVE', address: null, withheld: [] },
          accessPoint: { id: 'fjordland-ap2' },
          messageTypes: [{ name: 'Acknowledgement' }, { name: 'CareCommunication' }],
          ...{ messageTypesKnown: true, sources: [SOURCE] },
        },
      ])
    })

    for (const [who, callerKey] of REFUSED) {
      it(`says what it holds back from ${who}`, async () => {
        const answer = await ask(ENDPOINTS, { key: key(47) }, callerKey)
        assert.deepEqual(codesOf(answer), [
          'organisation.endpoints.0.address WITHHELD',
          'organisation.endpoints.0.accessPoint WITHHELD',
        ])
        assert.deepEqual(answer.errors[0]?.extensions?.sources, [SOURCE])
        const [endpoint] = answer.data.organisation.endpoints
        assert.deepEqual(endpoint.messageTypes, [])
        assert.deepEqual(endpoint.sources, ['sample'])
        const [withheld] = endpoint.withheld
        assert.equal(withheld.source, SOURCE)
        assert.ok(withheld.fields.includes('messageTypes'))
        assert.match(withheld.reason, /restricted/)
      })

      it(`tells ${who} that the reason may be what is withheld`, async () => {
        for (const [number, reason] of [
          [47, 'MESSAGE_TYPES_UNKNOWN'],
          [511, 'MESSAGE_TYPES_UNKNOWN'],
          [48, 'NO_ENDPOINT'],
        ] as const) {
          const { text, ...answer } = await ask(REASON, { key: key(number) }, callerKey)
          const { resolveEndpoint } = dataOf({ text, ...answer })
          assert.equal(resolveEndpoint.reason, reason)
          assert.match(resolveEndpoint.message, /source "sample-restricted" is restricted/)
        }
      })

      it(`lets nothing of a hidden mailbox out to ${who}`, async () => {
        const hidden = new RegExp(sampleGln(48))
        for (const query of [REASON, ENDPOINTS]) {
          assert.doesNotMatch((await ask(query, { key: key(48) }, callerKey)).text, hidden)
        }
        const byGln = await ask(REASON, { key: { gln: sampleGln(48) } }, callerKey)
        assert.equal(dataOf(byGln).resolveEndpoint.reason, 'ORGANISATION_UNKNOWN')
      })
    }

    it('is not shown for a key that nobody has, nor anything else', async () => {
      const answer = await ask(ENDPOINTS, { key: key(1) }, 'wrong-key')
      assert.equal(answer.status, 401)
      assert.equal(answer.errors[0]?.extensions?.code, 'CALLER_UNKNOWN')
      assert.equal(answer.data, null)
    })
  },
  callers,
)
