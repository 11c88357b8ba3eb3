import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endpoint, file, importing, unit } from '../../../services/directory/test/import-harness.ts'
import { glnNumber, unitId } from '../../../services/directory/test/register-builder.ts'
import { type Parsed, pagesOf, resourcesOf } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'
import { LinkFollower, QueryKeeper, TooManyEntries } from './fixture/update-clients.ts'

const ROOT = ['Organization', 'Endpoint']
const ALL = ['Organization', 'Endpoint', 'Location', 'HealthcareService', 'OrganizationAffiliation']

/** Units in a row, each below the one before it up to ten deep, every third with a mailbox. */
const snapshot = (on: string, numbers: readonly number[], name: string) => [
  file({
    on,
    items: numbers.map((number) => {
      const parentId = number % 10 === 1 ? null : unitId(number - 1)
      return unit(unitId(number), '2020-01-01..', { name: `${name} ${number % 7}`, parentId })
    }),
  }),
  file(
    {
      on,
      format: 'eer',
      speaksFor: ['mailbox'],
      items: numbers
        .filter((number) => number % 3 === 0)
        .map((number) => endpoint(glnNumber(number), { network: '100097', sorId: unitId(number) })),
    },
    'mailboxes',
  ),
]

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const load = (server: Pick<FhirServer, 'register'>, files: ReturnType<typeof snapshot>) =>
  importing(server.register, files, { force: true })

/** What a search of the type gives, by `Type/id`. */
async function served(server: FhirServer, types: readonly string[]) {
  const resources: Parsed[] = []
  for (const type of types) {
    for (const page of await pagesOf(server, `${type}?_count=1000`)) {
      resources.push(...resourcesOf(page))
    }
  }
  return sorted(resources)
}

/** Resource by resource, so that what differs is told in few words. */
function assertSame(held: Iterable<Parsed>, expected: readonly Parsed[]): void {
  const resources = sorted(held)
  assert.deepEqual(resources.map(nameOf), expected.map(nameOf))
  for (const [place, resource] of resources.entries()) assert.deepEqual(resource, expected[place])
}

const sorted = (resources: Iterable<Parsed>): readonly Parsed[] =>
  [...resources].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))

const nameOf = ({ resourceType, id }: Parsed): string => `${resourceType}/${id}`

describe('a client that follows links and stops above a thousand entries of a type', () => {
  it('holds what the directory holds, after units came, changed and went', async () => {
    await using server = await serveFhir({
      load: (register) => load({ register }, snapshot('2026-10-20', upTo(60), 'Old')),
    })
    for (const types of [ROOT, ALL]) {
      const client = new LinkFollower(server, types)
      await client.update()
      assertSame(client.held.values(), await served(server, types))
    }
    const client = new LinkFollower(server, ALL)
    await client.update()
    const fewer = upTo(70).filter((number) => number <= 40 || number > 50)
    await load(server, snapshot('2026-10-21', fewer, 'New'))
    await client.update()
    const expected = await served(server, ALL)
    assertSame(client.held.values(), expected)
    assertSame(
      client.organisations.values(),
      expected.filter(({ resourceType }) => resourceType === 'Organization'),
    )
  })

  it('says that there is too much for it, where there is', async () => {
    await using server = await serveFhir({
      load: (register) => load({ register }, snapshot('2026-10-20', upTo(1_010), 'Many')),
    })
    await assert.rejects(new LinkFollower(server, ROOT).update(), TooManyEntries)
  })
})

describe('a client that keeps the query of a link alone', () => {
  it('holds what the directory holds, of more than a thousand too', async () => {
    await using server = await serveFhir({
      load: (register) => load({ register }, snapshot('2026-10-20', upTo(1_010), 'Old')),
    })
    const client = new QueryKeeper(server, ALL, () => new Date())
    await client.update()
    assert.equal(client.came.get('Organization'), 1_010)
    assertSame(client.held.values(), await served(server, ALL))
    const organisations = await client.searched('Organization')
    assert.equal(organisations.length, 1_010)

    await load(server, snapshot('2026-10-21', upTo(1_015).slice(5), 'New'))
    await client.update()
    assertSame(client.held.values(), await served(server, ALL))
  })

  it('reads by a batch what is pointed at and was not asked for', async () => {
    await using server = await serveFhir({
      load: (register) => load({ register }, snapshot('2026-10-20', upTo(30), 'Old')),
    })
    const client = new QueryKeeper(server, ['Organization'], () => new Date())
    await client.update()
    assertSame(client.held.values(), await served(server, ROOT))
  })
})
