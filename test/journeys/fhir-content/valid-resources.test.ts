import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { PROFILE, SYSTEM } from '../../../services/directory/fhir/resource/systems.ts'
import { RESOURCE_TYPES } from '../../../services/directory/fhir/resource.ts'
import { assertR4 } from '../../harness/fhir.ts'
import { holdToProfile } from './fixture/profiles.ts'
import { openContent, type SampleContent } from './fixture/sample-content.ts'

const COUNTS = {
  Organization: 498,
  Endpoint: 115,
  Location: 34,
  HealthcareService: 419,
  OrganizationAffiliation: 17,
} as const

describe('the resources of the sample', () => {
  let sample: SampleContent
  before(async () => {
    sample = await openContent()
  })
  after(() => sample[Symbol.asyncDispose]())

  for (const [type, count] of Object.entries(COUNTS)) {
    const one = RESOURCE_TYPES.find((known) => known === type) ?? 'Organization'
    it(`of type ${type} are R4, and what their profiles ask for`, async () => {
      const all = await sample.all(one, ['sample-restricted'])
      assert.equal(all.length, count)
      for (const resource of all) {
        assertR4(resource)
        holdToProfile(resource)
      }
      assert.deepEqual(
        all.map(({ id }) => id).sort(),
        all.map(({ id }) => id),
      )
    })
  }

  it('point at nothing that is not there', async () => {
    const held = new Set<string>()
    const pointed: string[] = []
    for (const type of sample.content.kinds.map((kind) => kind.type)) {
      for (const resource of await sample.all(type)) {
        held.add(`${type}/${resource.id}`)
        for (const [, target = ''] of JSON.stringify(resource).matchAll(/"reference":"([^"]+)"/g)) {
          pointed.push(target)
        }
      }
    }
    assert.ok(pointed.length > 500)
    assert.deepEqual(
      pointed.filter((target) => !held.has(target)),
      [],
    )
  })

  it('obey the profiles of mCSD, dk-core and the endpoint register where they can', async () => {
    const obeying = async (type: 'Organization' | 'Endpoint', profile: string) =>
      (await sample.all(type)).filter(({ meta }) => JSON.stringify(meta).includes(`"${profile}"`))
        .length
    assert.equal(await obeying('Organization', PROFILE.organization), 498)
    assert.ok((await obeying('Organization', PROFILE.dkCoreOrganization)) > 480)
    assert.ok((await obeying('Endpoint', PROFILE.endpoint)) > 100)
    assert.ok((await obeying('Endpoint', PROFILE.eerEndpoint)) > 10)
  })

  it('write a GLN in one spelling alone', async () => {
    const text = JSON.stringify(await sample.all('Endpoint'))
    assert.ok(text.includes(SYSTEM.gln))
    assert.doesNotMatch(text, /https:\/\/www\.gs1|\/\/http|1\.3\.88/)
  })
})
