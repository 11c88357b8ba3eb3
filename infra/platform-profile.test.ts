import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { certificateAuthority, type KeyPair } from '../services/kit/certificate-authority.ts'
import { ProfileInvalid, platformProfileFrom } from './platform-profile.ts'

const folder = mkdtempSync(join(tmpdir(), 'profile-'))
after(() => rmSync(folder, { recursive: true }))

let pair: KeyPair
let other: KeyPair

before(async () => {
  const authority = await certificateAuthority({ subject: 'C=DK, CN=Test CA', keys: 'rsa' })
  const dates = { notBefore: new Date(), notAfter: new Date(Date.now() + 3_600_000) }
  const issue = () => authority.issue({ hosts: [], subject: 'C=DK, CN=Test', ...dates })
  ;[pair, other] = await Promise.all([issue(), issue()])
  for (const [name, text] of [
    ['ca.pem', authority.certificate],
    ['own.pem', pair.certificate],
    ['own.key', pair.key],
    ['other.key', other.key],
  ] as const) {
    writeFileSync(join(folder, name), text)
  }
})

const WHOLE = {
  name: 'test1',
  host: 'https://platform.example:8443',
  services: { brs: true, cpr: 'https://other.example/cpr' },
  dcc: 'https://platform.example/decoupling',
  authorities: ['ca.pem'],
  system: {
    ...{ certificate: 'own.pem', key: 'own.key', cvr: '00000001', careProvider: 'Region' },
    ...{ systemName: 'Fundament', systemVersion: '1', systemOwner: 'Region' },
  },
  signIn: { issuer: 'https://login.example', audience: 'urn:a' },
}

function read(file: unknown) {
  const path = join(folder, 'profile.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  return platformProfileFrom(path)
}

function problemsOf(file: unknown): readonly string[] {
  try {
    read(file)
    return []
  } catch (error) {
    if (!(error instanceof ProfileInvalid)) throw error
    return error.problems
  }
}

describe('platformProfileFrom()', () => {
  it('reads places, certificates and who we are, and shows no key', () => {
    const profile = read(WHOLE)
    assert.equal(profile.services.brs?.href, 'https://platform.example:8443/brs-nsp/service/brs')
    assert.equal(profile.services.cpr?.href, 'https://other.example/cpr')
    assert.equal(profile.system.key.reveal(), pair.key)
    assert.equal(profile.authorities.length, 1)
    assert.doesNotMatch(inspect(profile, { depth: 9 }), /PRIVATE KEY/)
  })

  it('needs neither host, decoupling component nor sign-in', () => {
    const { host, dcc, signIn, ...rest } = WHOLE
    const profile = read({ ...rest, services: { cpr: WHOLE.services.cpr } })
    assert.deepEqual([profile.dcc, profile.signIn], [null, null])
    assert.deepEqual(problemsOf({ ...rest, services: { brs: true } }), [
      'services.brs: true needs "host" to stand under',
    ])
  })

  it('names every problem at once, with its setting', () => {
    const { systemName, ...system } = WHOLE.system
    const problems = problemsOf({
      ...{ ...WHOLE, name: 'Test 1', system: { ...system, cvr: '1' }, more: 1 },
      services: { brs: 'http://platform.example', cpr: 'https://a:b@platform.example' },
    })
    const settings = problems.map((problem) => problem.split(':')[0])
    assert.deepEqual(settings.sort(), [
      ...['more', 'name', 'services.brs', 'services.cpr', 'system.cvr', 'system.systemName'],
    ])
  })

  it('names every file at once that cannot be used, and repeats nothing of it', () => {
    const problems = problemsOf({
      ...{ ...WHOLE, authorities: ['none.pem', 'own.key'], services: { fax: true, brs: true } },
      system: { ...WHOLE.system, key: 'other.key' },
    })
    assert.deepEqual(
      problems.map((problem) => problem.replace(folder, '').replace(/; known.*/, '')),
      [
        'authorities.0: "/none.pem" cannot be read',
        'authorities.1: "/own.key" is no certificate in PEM',
        'services.fax: there is no such service',
        'system.key: "/other.key" is not the key of the certificate',
      ],
    )
    assert.doesNotMatch(problems.join(), /BEGIN/)
  })

  it('names a file that is not there or is no JSON', () => {
    assert.deepEqual(problemsOf('{'), ['it is not JSON'])
    assert.throws(() => platformProfileFrom(join(folder, 'none.json')), /it cannot be read/)
  })
})
