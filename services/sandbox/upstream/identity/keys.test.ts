import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import { Authorities } from '../../../nsp/signature/authorities.ts'
import { SignatureInvalid } from '../../../nsp/signature/errors.ts'
import { certificateText } from '../../../nsp/signature/signing-key.ts'
import { STAFF } from '../../domain/world/persons.ts'
import { sandboxKeys } from './keys.ts'
import { distinguishedName } from './subjects.ts'

const now = new Date()
const keys = await sandboxKeys(now)
const authorities = new Authorities([keys.authority])
const vouched = (certificate: string) => authorities.vouchFor(certificateText(certificate), now)

describe('sandboxKeys()', () => {
  it('makes certificates that its authority vouches for, with subjects as OCES has them', () => {
    for (const { certificate } of [keys.sts, keys.identityProvider, keys.hub]) {
      assert.match(
        vouched(certificate).subject,
        /^C=DK\norganizationIdentifier=NTRDK-\d{8}\nO=.+\nserialNumber=UI:DK-O:G:[0-9a-f-]{36}\nCN=.+$/,
      )
    }
    assert.ok(keys.listed.has(new X509Certificate(keys.hub.certificate).subject))
    assert.match(new X509Certificate(keys.hub.certificate).subject, new RegExp(keys.hub.cvr))
  })

  it('makes certificates for staff, as employees of their organisation', async () => {
    const { certificate } = await keys.staff({ ...STAFF.nurse, organisationName: 'A, B & C' })
    const { subject } = vouched(certificate)
    assert.match(subject, new RegExp(`serialNumber=UI:DK-E:G:${STAFF.nurse.uuid}`))
    assert.match(subject, /O=A\\?, B & C/)
    assert.doesNotMatch(subject, new RegExp(STAFF.nurse.cpr))
  })

  it('makes certificates that are wrong in one way each, once', async () => {
    const { expired, foreign, revoked, unlisted } = await keys.misfits()
    assert.throws(() => vouched(expired.certificate), SignatureInvalid)
    assert.throws(() => vouched(foreign.certificate), SignatureInvalid)
    assert.ok(keys.revoked.has(vouched(revoked.certificate).serialNumber))
    assert.ok(!keys.listed.has(vouched(unlisted.certificate).subject))
    assert.equal(await keys.misfits(), await keys.misfits())
  })

  it('makes other keys each time', async () => {
    const other = await sandboxKeys(now)
    assert.notEqual(other.hub.key, keys.hub.key)
    assert.notEqual(other.authority, keys.authority)
  })
})

describe('distinguishedName()', () => {
  it('keeps a comma in a name from ending it', () => {
    const name = distinguishedName({ cvr: '00000001', organisation: 'A, B', uuid: 'u', name: 'C' })
    assert.equal(name, 'C=DK, 2.5.4.97=NTRDK-00000001, O=A\\, B, 2.5.4.5=UI:DK-O:G:u, CN=C')
  })
})
