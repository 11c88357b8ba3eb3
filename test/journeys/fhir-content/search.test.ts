import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { Criterion } from '../../../services/directory/fhir/criterion.ts'
import { ENDPOINT_PATHS } from '../../../services/directory/fhir/reader/endpoint-search.ts'
import { ORGANIZATION_PATHS } from '../../../services/directory/fhir/reader/group-shapes.ts'
import { isMatch, type Paths } from '../../../services/directory/fhir/reader/resource-matcher.ts'
import { CODES, SYSTEM } from '../../../services/directory/fhir/resource/systems.ts'
import type { Resource, ResourceType } from '../../../services/directory/fhir/resource.ts'
import { openContent, PAGE, type SampleContent } from './fixture/sample-content.ts'

const token = (
  parameter: string,
  code: string | null,
  system?: string | null,
): Extract<Criterion, { kind: 'token' }> => ({
  ...{ kind: 'token', parameter, values: [{ system, code }] },
})
const not = (criterion: Extract<Criterion, { kind: 'token' }>): Criterion => ({
  ...criterion,
  kind: 'token-not',
})
const name = (kind: 'string' | 'contains' | 'exact', ...values: string[]): Criterion => ({
  ...{ kind, parameter: 'name', values },
})
const reference = (parameter: string, type: ResourceType, ...ids: string[]): Criterion => ({
  ...{ kind: 'reference', parameter, values: ids.map((id) => ({ type, id })) },
})

const LOCATION_PATHS: Paths = {
  identifier: 'identifier',
  name: 'name',
  organization: 'managingOrganization',
  type: 'type',
  status: 'status',
}
const SERVICE_PATHS: Paths = {
  active: 'active',
  identifier: 'identifier',
  location: 'location',
  name: 'name',
  organization: 'providedBy',
  'service-type': 'type',
  specialty: 'specialty',
}

const NAMES: readonly Criterion[] = [
  name('string', 'fjord'),
  name('contains', 'AFSNIT'),
  name('contains', '%'),
  name('exact', 'Hjertesengeafsnit H1'),
  name('exact', 'hjertesengeafsnit h1'),
  name('string', 'zzz', 'Region'),
]
const ACTIVE = [token('active', 'true'), token('active', 'false'), not(token('active', 'true'))]
const TYPES = (parameter: string) => [
  ...['OE', 'IE', '22232009', 'facility', 'nothing'].map((code) => token(parameter, code)),
  ...[CODES.level, CODES.snomed, CODES.mcsdType].map((system) => token(parameter, null, system)),
  token(parameter, '22232009', CODES.level),
  not(token(parameter, 'OE', CODES.level)),
  {
    ...token(parameter, 'SI'),
    values: [
      { system: undefined, code: 'SI' },
      { system: CODES.level, code: 'IE' },
    ],
  },
]

const QUESTIONS: Readonly<Record<string, readonly [Paths, readonly Criterion[]]>> = {
  Organization: [
    ORGANIZATION_PATHS,
    [
      ...[...NAMES, ...ACTIVE, ...TYPES('type')],
      token('identifier', sampleSorId(10)),
      token('identifier', sampleSorId(10), SYSTEM.sor),
      token('identifier', sampleSorId(10), SYSTEM.cvr),
      token('identifier', sampleGln(10)),
      token('identifier', sampleGln(10), 'https://www.gs1.org/gln'),
      token('identifier', sampleGln(602), SYSTEM.gln),
      token('identifier', '000102', SYSTEM.ydernummer),
      token('identifier', '990101'),
      token('identifier', null, SYSTEM.shak),
      token('identifier', null, SYSTEM.gln),
      token('identifier', 'x', null),
      reference('partof', 'Organization', sampleSorId(10), sampleSorId(201)),
      reference('endpoint', 'Endpoint', `${sampleGln(10)}.100097`),
      { kind: 'missing', parameter: 'partof', missing: true },
      { kind: 'missing', parameter: 'partof', missing: false },
      { kind: 'string', parameter: 'address-postalcode', values: ['999'] },
      { kind: 'exact', parameter: 'address-city', values: ['Fjordby'] },
      token('_id', sampleSorId(10)),
      not(token('_id', sampleSorId(10))),
    ],
  ],
  Location: [
    LOCATION_PATHS,
    [
      ...[...NAMES, ...TYPES('type')],
      token('status', 'active'),
      token('status', 'inactive'),
      token('identifier', sampleSorId(31)),
      reference('organization', 'Organization', sampleSorId(31), sampleSorId(30)),
    ],
  ],
  HealthcareService: [
    SERVICE_PATHS,
    [
      ...[...NAMES, ...ACTIVE],
      token('service-type', '22232009'),
      token('service-type', '550851000005109', CODES.snomed),
      token('specialty', '394579002'),
      token('specialty', null, CODES.snomed),
      token('identifier', sampleSorId(13), SYSTEM.sor),
      reference('organization', 'Organization', sampleSorId(13)),
      reference('location', 'Location', sampleSorId(31), sampleSorId(30)),
    ],
  ],
  Endpoint: [
    ENDPOINT_PATHS,
    [
      ...['active', 'suspended', 'off', 'test', 'error'].map((code) => token('status', code)),
      token('identifier', sampleGln(10), '//http://www.gs1.org/gln'),
      token('identifier', 'x', SYSTEM.gln),
      reference('organization', 'Organization', sampleSorId(10), sampleSorId(602)),
      token('connection-type', 'vansMessaging'),
      token('payload-type', 'DIS91'),
      token('payload-type', 'D9134L'),
      not(token('payload-type', 'DIS91')),
      token('_id', `${sampleGln(10)}.100097`),
    ],
  ],
}

describe('a search of the content', () => {
  let sample: SampleContent
  before(async () => {
    sample = await openContent()
  })
  after(() => sample[Symbol.asyncDispose]())

  const found = async (type: ResourceType, criteria: readonly Criterion[]) => {
    const register = sample.register()
    const reader = register.reader(type, await register.latest())
    return reader.search(criteria, PAGE)
  }

  for (const { type } of [
    ...['Organization', 'Location', 'HealthcareService', 'Endpoint'].map((type) => ({
      type: type as ResourceType,
    })),
  ]) {
    it(`for ${type} finds what a look at each would find, and counts it`, async () => {
      const all = await sample.all(type)
      const [paths, criteria] = QUESTIONS[type] ?? [{}, []]
      let hits = 0
      for (const criterion of criteria) {
        const expected = all
          .filter((one) => isMatch(one, criterion, paths))
          .map(({ id }) => id)
          .sort()
        const { resources, total } = await found(type, [criterion])
        assert.deepEqual(
          resources.map(({ id }) => id),
          expected,
          JSON.stringify(criterion),
        )
        assert.equal(total, expected.length)
        hits += expected.length > 0 ? 1 : 0
      }
      assert.ok(hits > criteria.length / 3, `${hits} of ${criteria.length} find something`)
    })
  }

  it('takes a message type in any spelling, of one version or of any', async () => {
    const ids = async (code: string) =>
      (await found('Organization', [token('messageType', code)])).resources.map(({ id }) => id)
    const letters = await ids('DIS91')
    assert.ok(letters.length > 20)
    assert.deepEqual(await ids('D9134L'), letters)
    assert.deepEqual(
      await ids('urn:dk:healthcare:medcom:messaging:edifact:meddis:dis91:d9134l'),
      letters,
    )
    assert.deepEqual(await ids('NOTYPE'), [])
    assert.ok(!letters.includes(sampleSorId(11)), 'what is inherited is not its own')
  })

  it('reads Danish letters and their spellings alike', async () => {
    const count = async (value: string) =>
      (await found('Organization', [name('contains', value)])).total
    assert.ok(Number(await count('fødeafd')) > 0)
    assert.equal(await count('foedeafd'), await count('FØDEAFD'))
  })

  it('orders by name and by version, either way, page by page', async () => {
    const register = sample.register()
    const reader = register.reader('Organization', await register.latest())
    for (const parameter of ['name', '_lastUpdated', '_id']) {
      for (const descending of [false, true]) {
        const names: string[] = []
        let after: string | null = null
        do {
          const page = { after, count: 77, sort: [{ parameter, descending }], countsFew: false }
          const { resources, next } = await reader.search([], page)
          names.push(...resources.map((one) => `${parameter === 'name' ? one.name : ''} ${one.id}`))
          after = next
        } while (after !== null)
        assert.equal(new Set(names).size, 498, `${parameter} ${descending}`)
        if (parameter !== 'name') continue
        const said = names.map((text) => text.replace(/ \S+$/, ''))
        assert.deepEqual(said, descending ? said.toSorted().reverse() : said.toSorted())
      }
    }
  })

  it('honours every key of an order, for every type', async () => {
    const register = sample.register()
    const moment = await register.latest()
    const keysOf: Readonly<Record<string, (one: Resource) => string>> = {
      name: (one) => String(one.name),
      _id: ({ id }) => id,
      _lastUpdated: ({ meta }) => meta.lastUpdated,
    }
    const orders = [
      'name,-_id',
      '-name,_lastUpdated',
      '_lastUpdated,-name',
      '-_lastUpdated,name,-_id',
    ]
    for (const type of ['Organization', 'Location', 'HealthcareService', 'Endpoint'] as const) {
      const all = await sample.all(type)
      for (const order of type === 'Endpoint'
        ? ['-_id', '-_lastUpdated', '_lastUpdated,-_id']
        : orders) {
        const sort = order.split(',').map((key) => ({
          ...{ parameter: key.replace('-', ''), descending: key.startsWith('-') },
        }))
        const expected = all.toSorted((a, b) => {
          for (const { parameter, descending } of [
            ...sort,
            { parameter: '_id', descending: false },
          ]) {
            const [one = '', other = ''] = [keysOf[parameter]?.(a), keysOf[parameter]?.(b)]
            if (one !== other) return one < other === descending ? 1 : -1
          }
          return 0
        })
        const ids: string[] = []
        let after: string | null = null
        do {
          const page = { after, count: 61, sort, countsFew: false }
          const { resources, next } = await register.reader(type, moment).search([], page)
          ids.push(...resources.map(({ id }) => id))
          after = next
        } while (after !== null)
        assert.deepEqual(
          ids,
          expected.map(({ id }) => id),
          `${type} ${order}`,
        )
      }
    }
  })
})
