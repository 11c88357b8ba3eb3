import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { listen } from '../../kit/http/listen.ts'
import { Secret } from '../../kit/secret.ts'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import { CITIZENS, STAFF } from '../../sandbox/domain/world/persons.ts'
import type { Acting, ActingCitizen, ActingProfessional } from '../platform/acting.ts'
import type { CallOutcome } from '../platform/call-outcome.ts'
import { CallerNotTaken, ServiceNotNamed } from '../platform/errors.ts'
import { type OpenPlatform, openPlatform } from '../platform/open-platform.ts'
import type { PlatformProfile } from '../platform/profile.ts'
import { DgwsFault, StsFault, UpstreamUnreachable } from '../soap/errors.ts'
import type { TokenOutcome } from '../sts/token-cache.ts'
import type { TokenKind } from '../sts/tokens.ts'
import { xml } from '../xml/template.ts'
import { ECHO_ACTION, ECHO_NS, type EchoPlatform, startEchoPlatform } from './echo-platform.ts'

const { full, pregnant, child } = CITIZENS
const { doctor } = STAFF
const regarding = { cpr: full.cpr, consentOverride: false }

let played: EchoPlatform
let platform: OpenPlatform
const outcomes: CallOutcome[] = []
const tokens: (readonly [TokenKind, TokenOutcome])[] = []

before(async () => {
  played = await startEchoPlatform()
})
after(() => played[Symbol.asyncDispose]())
beforeEach(async () => {
  await platform?.[Symbol.asyncDispose]()
  outcomes.length = 0
  tokens.length = 0
  played.expire(0)
  played.server.modes.clear()
  platform = opened(played.profile)
})
after(() => platform[Symbol.asyncDispose]())

const opened = (profile: PlatformProfile): OpenPlatform =>
  openPlatform({
    ...{ profile, tracing: idsOnly, now: () => new Date(played.clock.ms) },
    onCall: (outcome) => void outcomes.push(outcome),
    tokenObserver: { onToken: (kind, outcome) => void tokens.push([kind, outcome]) },
  })

const call = (acting: Acting, more: Partial<Parameters<OpenPlatform['call']>[0]> = {}) =>
  platform.call({
    ...{ service: 'sfsk-registry', action: ECHO_ACTION, acting, regarding },
    body: xml`<Echo xmlns="${ECHO_NS}"/>`,
    ...more,
  })

/** What the service was told, as it says it back. */
async function heard(...asked: Parameters<typeof call>): Promise<Readonly<Record<string, string>>> {
  const { body } = await call(...asked)
  return JSON.parse(body.textContent ?? '')
}

const professional = (more: Partial<ActingProfessional> = {}): ActingProfessional => ({
  ...{ kind: 'professional', cpr: doctor.cpr, bootstrapToken: played.bootstrapOf('doctor') },
  ...{ accessToken: new Secret('a.b.c'), authorisationCode: doctor.authorisationCode, role: null },
  ...{ organisation: null, onBehalfOf: null, ...more },
})

const citizen = async (more: Partial<ActingCitizen> = {}): Promise<ActingCitizen> => ({
  ...{ kind: 'citizen', cpr: pregnant.cpr, jwt: await played.jwtOf('pregnant') },
  ...{ onBehalfOf: null, ...more },
})

const asked = (service: string) => outcomes.filter((outcome) => outcome.service === service).length

describe('openPlatform() call()', () => {
  it('shows the card of the system, at level 3', async () => {
    const { kind, level, cvr, hsuid } = await heard({ kind: 'system' })
    assert.deepEqual({ kind, level, cvr }, { kind: 'system', level: 3, cvr: played.cvr })
    assert.equal(hsuid, null)
  })

  it('shows the card of a professional, at level 4, with whom and what HSUID has to tell', async () => {
    const acting = professional({ organisation: doctor.organisation, onBehalfOf: '0FN2J' })
    const { kind, level, authorisationCode, role, hsuid } = await heard(acting, {
      regarding: { ...regarding, consentOverride: true },
    })
    assert.deepEqual({ kind, level, role }, { kind: 'professional', level: 4, role: '7170' })
    assert.equal(authorisationCode, doctor.authorisationCode)
    const told = new Map(Object.entries(hsuid ?? {}))
    assert.deepEqual(told.get('nsi:CitizenCivilRegistrationNumber'), [full.cpr])
    assert.deepEqual(told.get('nsi:OrgUsingID'), [doctor.organisation])
    assert.deepEqual(told.get('nsi:ResponsibleUserAuthorizationCode'), ['0FN2J'])
    assert.deepEqual(told.get('nsi:ConsentOverride'), ['true'])
  })

  it('shows the token of a citizen, for herself and for her child', async () => {
    const own = await heard(await citizen())
    assert.deepEqual([own.kind, own.cpr, own.actsFor], ['citizen', pregnant.cpr, []])
    const onBehalfOf = { cpr: child.cpr, by: 'PARENTAL_CUSTODY' } as const
    const forChild = await heard(await citizen({ onBehalfOf }))
    assert.deepEqual(forChild.actsFor, [child.cpr])
    assert.equal(asked('sts-jwt2idws'), 2)
  })

  it('tells of a professional to a service that takes systems alone', async () => {
    const told = await heard(professional(), { service: 'minspaerring' })
    assert.equal(told.kind, 'system')
    assert.deepEqual(new Map(Object.entries(told.hsuid ?? {})).get('nsi:UserType'), [
      'nsi:HealthcareProfessional',
    ])
    assert.equal(asked('sts-bst2sosi'), 0)
  })

  it('goes by the decoupling component where there is one', async () => {
    await using routed = opened({ ...played.profile, dcc: played.server.dcc })
    platform = routed
    assert.equal((await heard(professional())).kind, 'professional')
  })

  it('sends headers of the service, and bytes beside the envelope', async () => {
    const headers = [xml`<Point xmlns="urn:example:own">17</Point>`]
    const attachments = new Map([['one@example', Buffer.from('bytes')]])
    const told = await heard({ kind: 'system' }, { headers, attachments })
    assert.deepEqual([told.own, told.attached], ['17', 'bytes'])
  })

  it('asks the STS once for a hundred calls at once', async () => {
    const acting = professional()
    await Promise.all(Array.from({ length: 100 }, () => call(acting)))
    assert.equal(asked('sts-bst2sosi'), 1)
    assert.equal(asked('sfsk-registry'), 100)
    const count = (wanted: TokenOutcome) => tokens.filter(([, outcome]) => outcome === wanted)
    assert.deepEqual([count('asked').length, count('shared').length], [1, 99])
  })

  it('keeps a card for a day and a token for minutes', async () => {
    const acting = await citizen()
    await call({ kind: 'system' })
    await call(acting)
    played.clock.ms += 4 * 60_000 + 1_000
    await call({ kind: 'system' })
    await call(acting)
    assert.deepEqual([asked('sts-id-card'), asked('sts-jwt2idws')], [1, 2])
  })
})

describe('openPlatform() call() that is refused', () => {
  it('renews a card that has run out there, and sends once more', async () => {
    await call({ kind: 'system' })
    played.expire(1)
    assert.equal((await heard({ kind: 'system' })).kind, 'system')
    assert.equal(asked('sts-id-card'), 2)
  })

  it('sends once more and no further', async () => {
    played.expire(9)
    await assert.rejects(call({ kind: 'system' }), { faultCode: 'expired_idcard' })
    assert.equal(asked('sfsk-registry'), 2)
    assert.ok(outcomes.every(({ isFailure }) => !isFailure))
  })

  it('tells what the STS refuses, which is no failure of it, and names nobody', async () => {
    const onBehalfOf = { cpr: full.cpr, by: 'PROCURATION' } as const
    const error = await call(await citizen({ onBehalfOf })).catch((thrown) => thrown)
    assert.ok(error instanceof StsFault)
    assert.equal(error.faultCode, 'InvalidScope')
    assert.deepEqual(
      outcomes.map(({ service, isFailure, code }) => [service, isFailure, code]),
      [['sts-jwt2idws', false, 'InvalidScope']],
    )
    const told = inspect([error, outcomes, tokens, platform], { depth: 12, showHidden: true })
    for (const { cpr } of [full, pregnant]) assert.ok(!told.includes(cpr))
  })

  it('takes no card of another person for the one who asks', async () => {
    const stolen = professional({ cpr: STAFF.nurse.cpr })
    await assert.rejects(call(stolen), { code: 'TOKEN_UNAVAILABLE' })
  })

  it('does not send what nobody would answer', async () => {
    await assert.rejects(call({ kind: 'system' }, { service: 'btr' }), CallerNotTaken)
    await assert.rejects(call({ kind: 'system' }, { service: 'brs' }), ServiceNotNamed)
    assert.equal(asked('btr'), 0)
  })

  it('counts against a service what breaks off, what it says of itself, and a deadline', async () => {
    await call({ kind: 'system' })
    played.server.modes.set('sfsk-registry', { kind: 'broken', how: 'cut' })
    await assert.rejects(call({ kind: 'system' }), UpstreamUnreachable)
    played.server.modes.set('sfsk-registry', { kind: 'broken', how: 'fault' })
    await assert.rejects(call({ kind: 'system' }), DgwsFault)
    played.server.modes.set('sfsk-registry', { kind: 'broken', how: 'hang' })
    const signal = AbortSignal.timeout(50)
    await assert.rejects(call({ kind: 'system' }, { signal }), { name: 'TimeoutError' })
    const failures = outcomes.filter(({ isFailure }) => isFailure)
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['UPSTREAM_UNREACHABLE', 'processing_problem', 'TIMEOUT'],
    )
  })

  it('says nothing of a service whose asker went away', async () => {
    await call({ kind: 'system' })
    outcomes.length = 0
    played.server.modes.set('sfsk-registry', { kind: 'broken', how: 'hang' })
    const leaving = new AbortController()
    const left = call({ kind: 'system' }, { signal: leaving.signal })
    setImmediate(() => leaving.abort(new Error('gone')))
    await assert.rejects(left, /gone/)
    assert.deepEqual(outcomes, [])
  })
})

describe('openPlatform() call() that is answered with the answer to another', () => {
  for (const [what, header] of [
    [
      'by its id in DGWS',
      '<m:Header xmlns:m="http://www.medcom.dk/dgws/2006/04/dgws-1.0.xsd"><m:Linking><m:MessageID>1</m:MessageID><m:InResponseToMessageID>2</m:InResponseToMessageID></m:Linking></m:Header>',
    ],
    [
      'by its id in WS-Addressing',
      '<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">x</a:Action><a:RelatesTo xmlns:a="http://www.w3.org/2005/08/addressing">urn:uuid:2</a:RelatesTo>',
    ],
  ] as const) {
    it(`takes it for none, ${what}`, async () => {
      const soap = 'http://schemas.xmlsoap.org/soap/envelope/'
      const text = `<s:Envelope xmlns:s="${soap}"><s:Header>${header}</s:Header><s:Body><Heard/></s:Body></s:Envelope>`
      await using other = await listen(
        (_request, response) => response.setHeader('content-type', 'text/xml').end(text),
        { host: '127.0.0.1', port: 0 },
      )
      const services = { ...played.profile.services, 'sfsk-registry': other.url }
      await using mixed = opened({ ...played.profile, services })
      platform = mixed
      await assert.rejects(call({ kind: 'system' }), {
        code: 'UPSTREAM_ANSWER_INVALID',
        message: /no answer to the message/,
      })
    })
  }
})

describe('openPlatform() exchanges', () => {
  it('takes the bootstrap token of a citizen as well', async () => {
    const acting = { cpr: pregnant.cpr, onBehalfOf: null }
    const bootstrapToken = new Secret(played.bootstrapOf('pregnant').reveal())
    const { value, endsAt } = await platform.exchanges.identityToken(
      { acting: { ...acting, bootstrapToken }, audience: 'https://audience.nspop.dk/dds' },
      AbortSignal.timeout(5_000),
    )
    assert.equal(value.kind, 'token')
    assert.equal(Math.round((endsAt.getTime() - played.clock.ms) / 60_000), 5)
    assert.equal(asked('sts-bst2idws'), 1)
  })
})
