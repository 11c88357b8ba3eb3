import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importSample } from '../../../infra/sample/import-sample.ts'
import { ask, found, linkOf, type Parsed, resourcesOf, STRICT } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

/** Every search parameter that R4 gives to a type, beside those of every resource. */
const OF_R4: Readonly<Record<string, readonly string[]>> = {
  Organization: [
    ...['active', 'address', 'address-city', 'address-country', 'address-postalcode'],
    ...['address-state', 'address-use', 'endpoint', 'identifier', 'name', 'partof', 'phonetic'],
    'type',
  ],
  Endpoint: [
    ...['connection-type', 'identifier', 'name', 'organization', 'payload-type', 'status'],
  ],
  Location: [
    ...['address', 'address-city', 'address-country', 'address-postalcode', 'address-state'],
    ...['address-use', 'endpoint', 'identifier', 'name', 'near', 'operational-status'],
    ...['organization', 'partof', 'status', 'type'],
  ],
  HealthcareService: [
    ...['active', 'characteristic', 'coverage-area', 'endpoint', 'identifier', 'location', 'name'],
    ...['organization', 'program', 'service-category', 'service-type', 'specialty'],
  ],
  OrganizationAffiliation: [
    ...['active', 'date', 'email', 'endpoint', 'identifier', 'location', 'network'],
    ...['participating-organization', 'phone', 'primary-organization', 'role', 'service'],
    ...['specialty', 'telecom'],
  ],
}
const OF_ALL = ['_content', '_filter', '_has:Location:organization:_id', '_list', '_profile']
const MODIFIERS = ['contains', 'exact', 'not', 'missing', 'identifier', 'text', 'above', 'below']
const VALUES: Readonly<Record<string, string>> = {
  ...{ token: 'a|b', string: 'a', reference: 'a', date: '2026', uri: 'http://a' },
}

/** IHE mCSD, ITI-90: what a directory SHALL be searched by. */
const ITI_90: Readonly<Record<string, readonly string[]>> = {
  HealthcareService: [
    ...['active', 'identifier', 'location', 'name', 'name:contains', 'name:exact', 'organization'],
    'service-type',
  ],
  Location: [
    ...['identifier', 'name', 'name:contains', 'name:exact', 'organization', 'type', 'status'],
  ],
  Organization: [...['active', 'identifier', 'name', 'name:contains', 'name:exact', 'type']],
  Endpoint: ['identifier', 'organization', 'status'],
  OrganizationAffiliation: [
    ...['active', 'date', 'identifier', 'participating-organization', 'primary-organization'],
    'role',
  ],
}
/** The same of persons, who are served only where that is asked for. */
const ITI_90_PERSONS: Readonly<Record<string, readonly string[]>> = {
  Practitioner: [
    ...['active', 'identifier', 'name', 'name:contains', 'name:exact'],
    ...['given', 'given:contains', 'given:exact', 'family', 'family:contains', 'family:exact'],
  ],
  PractitionerRole: ['active', 'location', 'organization', 'role', 'service', 'specialty'],
}
const ITI_90_LINKS = {
  searchInclude: [
    ...['Location:organization', 'Organization:endpoint', 'OrganizationAffiliation:endpoint'],
  ],
  searchRevInclude: [
    ...['Location:organization', 'OrganizationAffiliation:participating-organization'],
    'OrganizationAffiliation:primary-organization',
  ],
} as const

describe('the capability statement', () => {
  let server: FhirServer
  let resources: readonly Parsed[]
  before(async () => {
    server = await serveFhir({ load: ({ url }) => importSample(url) })
    resources = (await found(server, 'metadata')).rest[0].resource
  })
  after(() => server[Symbol.asyncDispose]())

  const eachType = async (check: (resource: Parsed) => Promise<void>) => {
    assert.ok(resources.length >= 5)
    for (const resource of resources) await check(resource)
  }
  const refused = async (path: string) => {
    const { status, resource, text } = await ask(server, path, STRICT)
    assert.equal(status, 400, `${path}: ${text.slice(0, 200)}`)
    assert.equal(resource.resourceType, 'OperationOutcome')
  }

  it('names both of IHE, and all that ITI-90 demands', async () => {
    const { instantiates } = await found(server, 'metadata')
    assert.deepEqual(instantiates, [
      'https://profiles.ihe.net/ITI/mCSD/CapabilityStatement/IHE.mCSD.Directory',
      'https://profiles.ihe.net/ITI/mCSD/CapabilityStatement/IHE.mCSD.Directory.Update',
    ])
    for (const [type, names] of Object.entries(ITI_90)) {
      const resource = resources.find((known) => known.type === type)
      const declared = resource.searchParam.map(({ name }: Parsed) => name)
      assert.deepEqual(
        names.filter((name) => !declared.includes(name)),
        [],
        type,
      )
    }
    for (const [element, links] of Object.entries(ITI_90_LINKS)) {
      const declared = resources.flatMap((resource) => resource[element] ?? [])
      assert.deepEqual(
        links.filter((link) => !declared.includes(link)),
        [],
        element,
      )
    }
  })

  it('declares no interaction that is not answered', async () => {
    await eachType(async ({ type, interaction }) => {
      const [any] = resourcesOf(await found(server, `${type}?_count=1`))
      assert.ok(any, `the sample holds no ${type}`)
      const paths: Readonly<Record<string, string>> = {
        read: `${type}/${any.id}`,
        vread: `${type}/${any.id}/_history/${any.meta.versionId}`,
        'history-instance': `${type}/${any.id}/_history`,
        'history-type': `${type}/_history?_count=5`,
        'search-type': `${type}?_count=5`,
      }
      const codes = interaction.map(({ code }: Parsed) => code)
      assert.deepEqual(codes.toSorted(), Object.keys(paths).toSorted())
      for (const code of codes) await found(server, paths[code] ?? '', STRICT)
    })
  })

  it('declares no parameter and no modifier that is not honoured', async () => {
    await eachType(async ({ type, searchParam }) => {
      for (const parameter of searchParam) {
        const value = parameter.name.endsWith(':missing') ? 'true' : VALUES[parameter.type]
        const query = `${parameter.name}=${encodeURIComponent(value ?? '')}`
        const bundle = await found(server, `${type}?${query}&_count=2`, STRICT)
        assert.ok(linkOf(bundle, 'self')?.includes(`?${query}`), query)
      }
    })
  })

  it('leaves out no parameter and no modifier that is honoured', async () => {
    await eachType(async ({ type, searchParam }) => {
      const declared = searchParam.map(({ name }: Parsed) => name)
      const plain: readonly string[] = declared.filter((name: string) => !name.includes(':'))
      const modified = plain.flatMap((name) => MODIFIERS.map((modifier) => `${name}:${modifier}`))
      const asked = [...(OF_R4[type] ?? []), ...OF_ALL, ...modified, 'name.identifier', 'bogus']
      for (const name of asked) {
        if (!declared.includes(name)) await refused(`${type}?${name}=a`)
      }
    })
  })

  it('declares the links that are followed, and no others', async () => {
    await eachType(async ({ type, searchInclude = [], searchRevInclude = [] }) => {
      for (const link of searchInclude) {
        await found(server, `${type}?_count=3&_include=${link}`, STRICT)
        await found(server, `${type}?_count=3&_include:iterate=${link}`, STRICT)
      }
      for (const link of searchRevInclude) {
        await found(server, `${type}?_count=3&_revinclude=${link}`, STRICT)
      }
      const links = resources.flatMap((resource) => resource.searchInclude ?? [])
      for (const link of [...links, `${type}:name`, `${type}:bogus`, 'Patient:organization', '*']) {
        if (!searchInclude.includes(link)) await refused(`${type}?_include=${link}`)
        if (!searchRevInclude.includes(link)) await refused(`${type}?_revinclude=${link}`)
      }
    })
  })

  it('declares the operations that there are', async () => {
    const operations = resources.flatMap(({ type, operation = [] }) =>
      operation.map(({ name }: Parsed) => `${type}/$${name}`),
    )
    assert.ok(operations.length >= 3)
    for (const path of operations) {
      const { status } = await ask(server, `${path}?bogus=1`)
      assert.equal(status, 400, path)
    }
    const { status, resource } = await ask(server, 'Organization/$bogus')
    assert.deepEqual([status, resource.issue[0].code], [404, 'not-supported'])
  })

  it('serves no other type', async () => {
    const types = resources.map(({ type }) => type)
    for (const type of ['Practitioner', 'PractitionerRole', 'Patient', 'Device']) {
      if (types.includes(type)) continue
      const { status, resource } = await ask(server, `${type}?_count=1`)
      assert.deepEqual([status, resource.issue[0].code], [404, 'not-supported'], type)
    }
  })
})

describe('the capability statement of a directory with persons', () => {
  it('declares all 47 parameters that ITI-90 demands, and honours each', async () => {
    const load = ({ url }: FhirServer['register']) => importSample(url)
    await using server = await serveFhir({ practitioners: true, load })
    const [{ resource: resources }] = (await found(server, 'metadata')).rest
    const demanded = Object.entries({ ...ITI_90, ...ITI_90_PERSONS })
    assert.equal(demanded.flatMap(([, names]) => names).length, 47)
    for (const [type, names] of demanded) {
      const { searchParam } = resources.find((known: Parsed) => known.type === type)
      for (const name of names) {
        const parameter = searchParam.find((known: Parsed) => known.name === name)
        assert.ok(parameter, `${type} ${name}`)
        const query = `${name}=${encodeURIComponent(VALUES[parameter.type] ?? '')}`
        await found(server, `${type}?${query}&_count=2`, STRICT)
      }
    }
    const { searchInclude } = resources.find(({ type }: Parsed) => type === 'PractitionerRole')
    assert.ok(searchInclude.includes('PractitionerRole:practitioner'))
    for (const type of Object.keys(ITI_90_PERSONS)) await found(server, `${type}/_history`)
  })
})
