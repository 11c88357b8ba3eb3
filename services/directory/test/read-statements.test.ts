import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Asking, dataOf, openDirectory } from './asking.ts'
import { glnNumber, street, unitId } from './register-builder.ts'

const MANY = `query ($keys: [OrganisationKey!]!) {
  organisationsByKeys(keys: $keys) {
    sorId sources
    parent { name } owner { name } ancestors { name }
    addresses { street inheritedFrom { name } } contact { phone }
    replaces { sorId } replacedBy { sorId } replacedByIds history { validFrom }
    children(first: 5) { totalCount edges { node { sorId } } }
    endpoints { id organisation { sorId } inheritedFrom { sorId } messageTypes { raw } accessPoint { url } }
  }
}`
const RESOLVE = `query ($key: OrganisationKey!) {
  resolveEndpoint(organisation: $key, messageType: "DIS91") {
    ... on EndpointFound {
      endpoint { id status messageTypes { raw } organisation { name } }
      organisation { name parent { name } owner { name } } receiver { gln sorId }
      steps { explanation organisation { name } } freshness { snapshotDate }
    }
  }
}`
const PRACTICES = 500

describe('statements', () => {
  let directory: Asking
  before(async () => {
    directory = await openDirectory()
    const { register } = directory
    await register.unit(unitId(1), { name: 'Region Fjordby', postal: street('Regionsvej') })
    await register.accessPoint('ap', 'https://ap.fjordby.dk')
    for (let number = 0; number < PRACTICES; number++) {
      const [practice, doctor] = [unitId(1000 + number), unitId(5000 + number)]
      const gln = glnNumber(1000 + number)
      await Promise.all([
        register.unit(practice, { parent: unitId(1), level: 'INSTITUTION', shak: `${number}` }),
        register.unit(doctor, { parent: practice, inherits: true, ydernumre: ['999999'] }),
        register.mailbox(gln, { unit: practice }),
        register.mailbox(gln, { register: 'eer', network: '100097', accessPoint: 'ap' }),
        register.receives(gln, ['DIS91'], { network: '100097' }),
      ])
    }
  })
  after(() => directory[Symbol.asyncDispose]())

  const keys = Array.from({ length: 2 * PRACTICES }, (_, place) => ({
    sorId: unitId(place < PRACTICES ? 1000 + place : 5000 + place - PRACTICES),
  }))

  it('are as many for 1000 organisations with all that hangs on them as for one', async () => {
    const few = await directory.ask(MANY, { keys: keys.slice(0, 1) })
    const many = await directory.ask(MANY, { keys })
    const organisations = dataOf(many).organisationsByKeys
    assert.equal(organisations.length, 1000)
    assert.equal(organisations[999].endpoints[0].accessPoint.url, 'https://ap.fjordby.dk')
    assert.equal(dataOf(few).organisationsByKeys[0].children.totalCount, 1)
    assert.equal(few.statements, 9)
    // One fewer: the children of the first half are the second half, and have been read.
    assert.equal(many.statements, 8)
  })

  it('are 3 for a resolution by SOR id, 4 by any other key, and 1 when it has been asked before', async () => {
    const bySorId = await directory.ask(RESOLVE, { key: { sorId: unitId(5000) } })
    assert.equal(dataOf(bySorId).resolveEndpoint.receiver.gln, glnNumber(1000))
    assert.equal(bySorId.statements, 3)
    assert.equal(bySorId.statementsAgain, 1)
    const byGln = await directory.ask(RESOLVE, { key: { gln: glnNumber(1000) } })
    assert.equal(dataOf(byGln).resolveEndpoint.receiver.sorId, unitId(1000))
    assert.equal(byGln.statements, 4)
    assert.equal(byGln.statementsAgain, 1)
  })

  it('are as many for 1000 resolutions as for one', async () => {
    const requests = keys.map((organisation) => ({ organisation, messageType: 'DIS91' }))
    const query = `query ($requests: [ResolveRequest!]!) {
      resolveEndpoints(requests: $requests) { ... on EndpointFound { endpoint { id } } }
    }`
    const answer = await directory.ask(query, { requests })
    assert.equal(dataOf(answer).resolveEndpoints[999].endpoint.id.endsWith('.100097'), true)
    assert.equal(answer.statements, 3)
  })

  it('are few for 1000 references of each kind', async () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Organisation { name parent { name } } ... on Endpoint { gln organisation { sorId } }
    } }`
    const references = keys.slice(0, PRACTICES).flatMap(({ sorId }, place) => [
      { __typename: 'Organisation', sorId },
      { __typename: 'Endpoint', id: `${glnNumber(1000 + place)}.100097` },
      { __typename: 'Endpoint', id: `${glnNumber(1000 + place)}.1` },
    ])
    const answer = await directory.ask(query, { representations: references })
    const [, endpoint, unknown] = dataOf(answer)._entities
    assert.deepEqual(endpoint, { gln: glnNumber(1000), organisation: { sorId: unitId(1000) } })
    assert.equal(unknown, null)
    assert.ok(answer.statements <= 4, `${answer.statements}`)
  })
})
