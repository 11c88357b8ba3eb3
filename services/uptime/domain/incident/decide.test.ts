import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { HealthState } from '../health-state.ts'
import { type Decision, decide } from './decide.ts'
import { INCIDENT_TIMES, type OpenIncident, type WatchedService } from './watched.ts'

const MINUTE = 60_000
const service = (
  id: string,
  state: HealthState,
  { since = 0, dependsOn = [] }: Partial<WatchedService> = {},
): WatchedService => ({ id, dependsOn, severity: 'P2', state, since })
const at = (
  minutes: number,
  services: readonly WatchedService[],
  open: readonly OpenIncident[] = [],
) => decide({ services, open, now: minutes * MINUTE, times: INCIDENT_TIMES })

/** The open incidents once decisions are done. */
function done(
  open: readonly OpenIncident[],
  decisions: readonly Decision[],
  now: number,
): readonly OpenIncident[] {
  let next = [...open]
  let made = open.length
  const change = (id: string, to: (incident: OpenIncident) => OpenIncident) => {
    next = next.map((one) => (one.id === id ? to(one) : one))
  }
  for (const one of decisions) {
    switch (one.kind) {
      case 'open':
        made += 1
        next.push({
          ...{ id: `${now}-${made}`, root: one.root, openedAt: now },
          members: one.services.map((service) => ({ service, recoveredAt: null })),
        })
        break
      case 'reroot':
        change(one.incident, (incident) => ({ ...incident, root: one.root }))
        break
      case 'merge': {
        const members = next.find(({ id }) => id === one.incident)?.members ?? []
        change(one.into, (incident) => ({
          ...incident,
          members: [
            ...incident.members,
            ...members.filter(
              ({ service }) => !incident.members.some((known) => known.service === service),
            ),
          ],
        }))
        next = next.filter(({ id }) => id !== one.incident)
        break
      }
      case 'join':
        change(one.incident, (incident) => ({
          ...incident,
          members: [
            ...incident.members.filter(({ service }) => service !== one.service),
            { service: one.service, recoveredAt: null },
          ],
        }))
        break
      case 'relapse':
      case 'recover':
        change(one.incident, (incident) => ({
          ...incident,
          members: incident.members.map((member) =>
            member.service === one.service
              ? { ...member, recoveredAt: one.kind === 'recover' ? now : null }
              : member,
          ),
        }))
        break
      case 'close':
        next = next.filter(({ id }) => id !== one.incident)
    }
  }
  return next
}

describe('decide()', () => {
  it('opens one incident for a database that is down, and not forty', () => {
    const services = [
      service('database', 'DOWN'),
      ...Array.from({ length: 40 }, (_, index) =>
        service(`s${index}`, 'DOWN', { dependsOn: ['database'] }),
      ),
    ]
    const decisions = at(2, services)
    assert.equal(decisions.length, 1)
    const [opened] = decisions
    assert.ok(opened?.kind === 'open' && opened.root === 'database')
    assert.equal(opened.services.length, 41)
  })

  it('waits until it is sure, both ways', () => {
    assert.deepEqual(at(0.5, [service('a', 'DOWN')]), [])
    const open = [
      {
        ...{ id: 'i', root: 'a', openedAt: 0 },
        members: [{ service: 'a', recoveredAt: null }],
      },
    ]
    assert.deepEqual(at(4, [service('a', 'UP')], open), [])
    assert.deepEqual(at(5, [service('a', 'UP')], open), [
      { kind: 'recover', incident: 'i', service: 'a' },
      { kind: 'close', incident: 'i' },
    ])
  })

  it('keeps open what nobody knows about', () => {
    const members = [{ service: 'a', recoveredAt: null }]
    const open = [{ id: 'i', root: 'a', openedAt: 0, members }]
    assert.deepEqual(at(60, [service('a', 'UNKNOWN')], open), [])
  })

  it('goes over to the cause once it is found, and takes the others in', () => {
    const down = [
      service('a', 'DOWN', { dependsOn: ['b'] }),
      service('c', 'DOWN', { dependsOn: ['b'] }),
    ]
    const first = at(2, [...down, service('b', 'UP')])
    const open = done([], first, 2 * MINUTE)
    assert.equal(open.length, 2)
    const found = at(4, [...down, service('b', 'DOWN', { since: 3 * MINUTE })], open)
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['reroot', 'merge', 'join', 'join'],
    )
    const after = done(open, found, 4 * MINUTE)
    assert.equal(after.length, 1)
    assert.deepEqual(after[0]?.members.map(({ service }) => service).sort(), ['a', 'b', 'c'])
  })

  it('holds a service in both incidents of two causes that have nothing to do with each other', () => {
    const services = [
      service('a', 'DOWN', { dependsOn: ['b', 'c'] }),
      service('b', 'DOWN'),
      service('c', 'DOWN'),
    ]
    const open = done([], at(2, services), 2 * MINUTE)
    assert.deepEqual(
      open.map(({ root, members }) => [root, members.map(({ service }) => service)]),
      [
        ['b', ['a', 'b']],
        ['c', ['a', 'c']],
      ],
    )
  })

  it('opens for a service that is slow for long, and none for one in maintenance', () => {
    assert.deepEqual(at(14, [service('a', 'DEGRADED')]), [])
    assert.equal(at(15, [service('a', 'DEGRADED')])[0]?.kind, 'open')
    assert.deepEqual(at(60, [service('a', 'MAINTENANCE')]), [])
  })

  it('wants nothing more once all is done, holds every failing service, and lets no cause stand twice', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const states: readonly HealthState[] = ['UP', 'DOWN', 'DEGRADED', 'UNKNOWN', 'MAINTENANCE']
    const moment = fc.array(
      fc.record({
        state: fc.constantFrom(...states),
        dependsOn: fc.subarray(names),
        agoMinutes: fc.integer({ min: 0, max: 30 }),
      }),
      { minLength: names.length, maxLength: names.length },
    )
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 6 }), (moments) => {
        let open: readonly OpenIncident[] = []
        for (const [index, found] of moments.entries()) {
          const now = (index + 1) * 20
          const services = found.map(({ state, dependsOn, agoMinutes }, place) =>
            service(names[place] ?? '', state, {
              dependsOn,
              since: (now - agoMinutes) * MINUTE,
            }),
          )
          open = done(open, at(now, services, open), now * MINUTE)
          const more = at(now, services, open)
          assert.ok(more.every(({ kind }) => kind === 'recover' || kind === 'close'))
          open = done(open, more, now * MINUTE)
          assert.deepEqual(at(now, services, open), [])
          assert.equal(new Set(open.map(({ root }) => root)).size, open.length)
          for (const { id, state, since } of services) {
            const isLong = now * MINUTE - since >= MINUTE
            if (state !== 'DOWN' || !isLong) continue
            const holding = open.filter(({ members }) =>
              members.some(({ service, recoveredAt }) => service === id && recoveredAt === null),
            )
            assert.ok(holding.length > 0, `${id} is down and in no incident`)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
