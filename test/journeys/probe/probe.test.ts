import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { platformProfileFrom } from '../../../infra/platform-profile.ts'
import { type People, signedIn, strangers } from '../../../infra/probe/people.ts'
import { tryServices } from '../../../infra/probe/try-services.ts'
import { lineOf, type Verdict } from '../../../infra/probe/verdict.ts'
import type { PlatformProfile } from '../../../services/nsp/platform/profile.ts'
import { SERVICE_NAMES, type ServiceName } from '../../../services/nsp/platform/services.ts'
import { createSandbox, type SandboxService } from '../../../services/sandbox/service.ts'
import { startProcess } from '../../harness/process.ts'
import { startUnlike } from './unlike-services.ts'

const folder = mkdtempSync(join(tmpdir(), 'probe-'))
after(() => rmSync(folder, { recursive: true }))

let sandbox: SandboxService
let people: People
before(async () => {
  sandbox = await createSandbox()
  people = await signedIn(issuerOf(sandbox.profile), AbortSignal.timeout(10_000))
})
after(() => sandbox[Symbol.asyncDispose]())
beforeEach(() => sandbox.modes.clear())

const issuerOf = ({ signIn }: PlatformProfile): URL => signIn?.issuer ?? new URL('http://none')

async function tried(
  profile: PlatformProfile,
  by: People,
  signal = AbortSignal.timeout(30_000),
): Promise<ReadonlyMap<ServiceName, Verdict>> {
  const verdicts = new Map<ServiceName, Verdict>()
  for await (const verdict of tryServices({ profile, people: by, signal })) {
    verdicts.set(verdict.service, verdict)
  }
  return verdicts
}

const textOf = (verdicts: ReadonlyMap<ServiceName, Verdict>): string =>
  [...verdicts.values()].map(lineOf).join('\n')

/** The sandbox's profile as a file, as an integrator would write it. */
function fileOf({ services, authorities, system }: PlatformProfile): string {
  const files = { 'ca.pem': authorities.join('\n'), 'own.pem': system.certificate }
  for (const [name, text] of Object.entries({ ...files, 'own.key': system.key.reveal() })) {
    writeFileSync(join(folder, name), text)
  }
  const path = join(folder, 'profile.json')
  const own = { ...system, certificate: 'own.pem', key: 'own.key' }
  const { brs, ...others } = services
  const written = { name: 'from-file', services: others, authorities: ['ca.pem'], system: own }
  writeFileSync(path, JSON.stringify(written))
  return path
}

describe('tryServices()', () => {
  it('sees every service of the sandbox', async () => {
    const verdicts = await tried(sandbox.profile, people)
    assert.deepEqual([...verdicts.keys()], SERVICE_NAMES)
    const unlike = [...verdicts.values()].filter(({ kind }) => kind !== 'seen')
    assert.deepEqual(unlike, [])
  })

  it('sees every service directly too, past the decoupling component', async () => {
    const profile = { ...sandbox.profile, dcc: null }
    const unlike = [...(await tried(profile, people)).values()].filter(
      ({ kind }) => kind !== 'seen',
    )
    assert.deepEqual(unlike, [])
  })

  it('tells what is broken, in which way', async () => {
    sandbox.modes.set('cpr', { kind: 'broken', how: 'garbage' })
    sandbox.modes.set('btr', { kind: 'broken', how: 'cut' })
    sandbox.modes.set('fmk', { kind: 'broken', how: 'fault' })
    sandbox.modes.set('dros', { kind: 'broken', how: 'error-500' })
    const verdicts = await tried(sandbox.profile, people)
    const said = (name: ServiceName) => {
      const { kind, what } = verdicts.get(name) ?? {}
      return `${kind}: ${what}`
    }
    assert.match(said('cpr'), /^differs: Cannot read answer .*no SOAP/)
    assert.match(said('btr'), /^differs: Cannot reach service/)
    assert.equal(said('fmk'), 'refused: fault processing_problem')
    assert.match(said('dros'), /^differs: HTTP \d+ for \?wsdl/)
    assert.equal(verdicts.get('ltr')?.kind, 'seen')
  })

  it('tries an environment of a file where nobody is signed in: what it refuses is there', async () => {
    const verdicts = await tried(platformProfileFrom(fileOf(sandbox.profile)), strangers())
    const kinds = (kind: Verdict['kind']) =>
      [...verdicts.values()].filter((one) => one.kind === kind).map(({ service }) => service)
    assert.deepEqual(kinds('differs'), [])
    assert.deepEqual(kinds('absent'), ['brs'])
    assert.ok(kinds('seen').includes('sts-id-card') && kinds('seen').includes('cpr'))
    assert.match(verdicts.get('sts-jwt2idws')?.what ?? '', /^fault wst:InvalidSecurityToken$/)
    assert.equal(verdicts.get('dds-registry')?.kind, 'refused')
  })

  it('tells what is otherwise than expected: namespace, element, version of SOAP, address', async () => {
    await using unlike = await startUnlike(sandbox.profile)
    const verdicts = await tried(unlike.profile, people)
    assert.deepEqual(
      Object.fromEntries([...verdicts].map(([name, { kind, what }]) => [name, `${kind}: ${what}`])),
      {
        ...Object.fromEntries(SERVICE_NAMES.map((name) => [name, 'absent: '])),
        'sts-id-card': `seen: ${verdicts.get('sts-id-card')?.what}`,
        'sts-bst2sosi': `seen: ${verdicts.get('sts-bst2sosi')?.what}`,
        cpr: 'differs: getPersonInformationOut is in another namespace than urn:oio:medcom:cprservice:1.0.4: urn:example:other',
        authorisation: 'differs: it answers Something and not AuthorizationResponseStructure',
        brs: 'differs: it answers SOAP 1.1 with SOAP 1.2',
        'nas-id-list': 'differs: Cannot read XML: NoSuchList is missing',
        minspaerring:
          'differs: Cannot read answer of service of the platform: it is HTTP 404 and no SOAP: Cannot read XML: it is not well-formed',
        ltr: 'refused: fault of its own',
      },
    )
  })

  it('names nobody and shows no token', async () => {
    sandbox.modes.set('cpr', { kind: 'broken', how: 'garbage' })
    const told = textOf(await tried(sandbox.profile, people))
    assert.doesNotMatch(told, /(?<!\d)\d{10}(?!\d)/)
    const { professional, citizen, citizenBootstrap } = people
    for (const secret of [professional.bootstrapToken, citizen.jwt, citizenBootstrap]) {
      assert.ok(!told.includes(secret.reveal().slice(0, 40)))
    }
  })
})

describe('fundament probe', () => {
  const run = async (...args: readonly string[]) => {
    await using probe = startProcess([process.execPath, 'infra/fundament.ts', 'probe', ...args])
    const { code } = await probe.ended
    return { code, output: probe.output() }
  }

  it('writes a line for each service of a sandbox of its own, and ends with 0', async () => {
    const { code, output } = await run('sandbox')
    assert.equal(code, 0, output)
    assert.equal(output.trim().split('\n').length, SERVICE_NAMES.length + 1)
    assert.match(output, /^sandbox: 26 seen, 0 refused, 0 differs, 0 absent$/m)
  })

  it('ends with 2 for no profile, and for one that cannot be used, naming all that is wrong', async () => {
    const usage = await run()
    assert.equal(usage.code, 2)
    assert.match(usage.output, /^Usage: /)
    const path = join(folder, 'broken.json')
    writeFileSync(path, JSON.stringify({ name: 'broken', services: { brs: 'here' } }))
    const broken = await run(path)
    assert.equal(broken.code, 2)
    for (const setting of ['services.brs', 'authorities', 'system']) {
      assert.match(broken.output, new RegExp(`${setting}: `))
    }
  })
})
