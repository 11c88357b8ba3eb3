import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { OID } from '../../nsp/xds/document-types.ts'
import { CITIZENS } from '../domain/world/persons.ts'
import { startDocuments } from './documents-harness.ts'

let sandbox: Awaited<ReturnType<typeof startDocuments>>
before(async () => {
  sandbox = await startDocuments()
})
after(() => sandbox[Symbol.asyncDispose]())

const at = (path: string): URL => new URL(`/mhd/${path}`, sandbox.server.url)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A DocumentReference, as far as it is looked at. */
interface Reference {
  readonly type: { readonly coding: readonly { readonly code: string }[] }
  readonly masterIdentifier: { readonly value: string }
  readonly content: readonly [
    { readonly attachment: { readonly url: string; readonly size: number } },
  ]
}

const search = async (token: string, form: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams(form)
  const url = at('DocumentReference/_search')
  const response = await fetch(url, { method: 'POST', body, headers: bearer(token) })
  const bundle = (await response.json()) as {
    readonly entry?: readonly { readonly resource: Reference }[]
  }
  return { status: response.status, found: bundle.entry?.map(({ resource }) => resource) ?? [] }
}

const about = (cpr: string) => ({ 'patient.identifier': `urn:oid:${OID.cpr}|${cpr}` })
const PREGNANT = about(CITIZENS.pregnant.cpr)

describe('MHD', () => {
  it('finds the documents of a pregnancy, which XDS has too', async () => {
    const token = await sandbox.accessToken('pregnant')
    const { found } = await search(token, PREGNANT)
    const codes = found.map(({ type }) => type.coding[0]?.code)
    assert.deepEqual(codes, ['PRF', 'PSCR', 'PMR'])
    const asked = { as: sandbox.staff('doctor'), about: 'pregnant' } as const
    const { entries } = await sandbox.find(asked)
    const ids = new Set(entries.map(({ uniqueId }) => `urn:oid:${uniqueId}`))
    assert.ok(found.every(({ masterIdentifier }) => ids.has(masterIdentifier.value)))
  })

  it('narrows by type and status', async () => {
    const token = await sandbox.accessToken('doctor')
    const type = `urn:oid:${OID.medcomMessageCodes}|PRF,urn:oid:${OID.medcomMessageCodes}|PMR`
    assert.equal((await search(token, { ...PREGNANT, type })).found.length, 2)
    assert.equal((await search(token, { ...PREGNANT, status: 'superseded' })).found.length, 0)
    assert.equal((await search(token, about(CITIZENS.full.cpr))).found.length, 0)
  })

  it('reads a document as a bundle', async () => {
    const token = await sandbox.accessToken('pregnant')
    const { found } = await search(token, PREGNANT)
    for (const { content, type } of found) {
      const { url, size } = content[0].attachment
      const response = await fetch(at(url), { headers: bearer(token) })
      const bytes = Buffer.from(await response.arrayBuffer())
      assert.equal(bytes.length, size)
      const [composition] = JSON.parse(bytes.toString()).entry
      assert.equal(composition.resource.type.coding[0].code, type.coding[0]?.code)
    }
  })

  it('lets in by a token of the sign-in, and to those only who may see', async () => {
    const token = await sandbox.accessToken('full')
    assert.equal((await search('a.b.c', PREGNANT)).status, 401)
    assert.equal((await search(token, PREGNANT)).status, 403)
    const parent = await sandbox.accessToken('pregnant')
    assert.equal((await search(parent, about(CITIZENS.child.cpr))).status, 200)
    const { found } = await search(parent, PREGNANT)
    const url = at(found[0]?.content[0].attachment.url ?? '')
    assert.equal((await fetch(url, { headers: bearer(token) })).status, 404)
    assert.equal((await fetch(url)).status, 401)
  })

  it('takes no person number in an address, and none that is missing', async () => {
    const token = await sandbox.accessToken('doctor')
    const get = await fetch(at('DocumentReference'), { headers: bearer(token) })
    assert.equal(get.status, 405)
    assert.equal((await search(token, {})).status, 400)
    assert.equal((await search(token, { ...PREGNANT, consentOverride: 'true' })).status, 400)
  })
})
