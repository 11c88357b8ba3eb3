import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CatalogueInvalid } from '../errors/catalogue.ts'
import { catalogueFrom } from './catalogue.ts'

const service = (id: string, other: object = {}) => ({
  id,
  name: { da: 'Navn', en: 'Name' },
  ...{ owner: 'Fjordland', protocol: 'HTTP', severity: 'P2', objective: { ratio: 0.999 } },
  probes: [{ kind: 'http', url: 'http://127.0.0.1/' }],
  ...other,
})
const read = (...services: readonly object[]) => catalogueFrom(JSON.stringify({ services }))
const problemsOf = (...services: readonly object[]): readonly string[] => {
  try {
    read(...services)
  } catch (error) {
    assert.ok(error instanceof CatalogueInvalid)
    return error.problems
  }
  return []
}

describe('catalogueFrom()', () => {
  it('fills in what is usual', () => {
    const [found] = read(service('a')).services
    assert.deepEqual(found?.probes[0], {
      ...{ kind: 'http', url: 'http://127.0.0.1/', everyMs: 60_000, timeoutMs: 10_000 },
      ...{ degradedAboveMs: null, statuses: [], bodyContains: null, headers: {} },
    })
    assert.deepEqual(found?.objective, { ratio: 0.999, windowDays: 30, p95Ms: null })
  })

  it('names every problem at once, with its place', () => {
    const problems = problemsOf(
      service('A b'),
      service('b', { probes: [{ kind: 'http', url: 'ftp://127.0.0.1/' }], severity: 'P9' }),
    )
    assert.equal(problems.length, 3, problems.join('\n'))
    assert.match(problems[0] ?? '', /^services\.0\.id: must be lower case/)
    assert.ok(problems.some((text) => text.startsWith('services.1.probes.0.url: must be a URL')))
  })

  it('knows no field that it does not know', () => {
    assert.match(problemsOf(service('a', { colour: 'red' })).join(), /services\.0\.colour/)
  })

  it('refuses a password in an address, a service twice, and a dependency that is not there', () => {
    const secret = service('a', { probes: [{ kind: 'http', url: 'http://me:it@127.0.0.1/' }] })
    const [problem = ''] = problemsOf(secret)
    assert.match(problem, /must not hold a name or a password/)
    assert.ok(!problem.includes('me:it'))
    assert.deepEqual(problemsOf(service('a'), service('a', { dependsOn: ['b', 'a'] })), [
      'service "a" is there twice',
      'service "a" depends on "b", which is no other service',
      'service "a" depends on "a", which is no other service',
    ])
  })

  it('refuses what is no JSON', () => {
    assert.throws(() => catalogueFrom('{'), CatalogueInvalid)
  })
})
