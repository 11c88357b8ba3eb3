import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { IdentityToken } from '../../nsp/idws/identity-token.ts'
import { signIdentityToken } from '../../nsp/idws/identity-token-write.ts'
import { writeIdwsMessage } from '../../nsp/idws/message.ts'
import { certificateText, type SigningKey } from '../../nsp/signature/signing-key.ts'
import { newMessageId, readAddressing } from '../../nsp/soap/addressing.ts'
import { readEnvelope } from '../../nsp/soap/envelope.ts'
import { writeSubjectRelations } from '../../nsp/sts/messages/subject-relations.ts'
import { xml } from '../../nsp/xml/template.ts'
import { CITIZENS } from '../domain/world/persons.ts'
import { ASK, codeOf, MINUTE_MS, startWire } from './wire-harness.ts'

type Wire = Awaited<ReturnType<typeof startWire>>

interface Wish {
  readonly name?: 'mhd' | 'minlog-lookup' | 'brs'
  readonly token?: Partial<IdentityToken>
  readonly by?: SigningKey
  readonly sts?: SigningKey
  readonly at?: number
  readonly tamper?: (message: string) => string
}

const AUDIENCES = { mhd: 'mhd', 'minlog-lookup': 'minlog', brs: 'brs' } as const
const messageId = newMessageId()

function messageOf({ keys, clock }: Wire, wish: Wish): string {
  const at = (minutes: number) => new Date(clock.now.getTime() + minutes * MINUTE_MS)
  const { hub, sts } = keys
  const id = `_${randomUUID()}`
  const none = { cvr: null, authorisationCode: null, educationCode: null, itSystemName: null }
  const token: IdentityToken = {
    ...{ id, issuer: 'STS', holder: certificateText(hub.certificate) },
    subject: { format: 'urn:none', name: 'someone' },
    ...{ issuedAt: at(0), notBefore: at(0), notOnOrAfter: at(5) },
    audience: `https://audience.nspop.dk/${AUDIENCES[wish.name ?? 'minlog-lookup']}`,
    claims: {
      ...{ ...none, assuranceLevel: '4', cpr: CITIZENS.pregnant.cpr, privileges: null },
      ...{ givenName: null, surname: null },
      subjectRelations: writeSubjectRelations([
        { cpr: CITIZENS.child.cpr, by: 'PARENTAL_CUSTODY' },
      ]),
    },
    ...wish.token,
  }
  return writeIdwsMessage({
    ...{ version: '1.1', action: ASK, messageId, created: at(wish.at ?? 0) },
    token: { id, text: signIdentityToken(token, wish.sts ?? sts) },
    signingKey: wish.by ?? hub,
    body: xml`<ask xmlns="urn:test">hello</ask>`,
  }).toString()
}

describe('startPlatformServer() identity tokens', () => {
  let wire: Wire
  before(async () => {
    wire = await startWire()
  })
  after(() => wire[Symbol.asyncDispose]())

  const ask = (wish: Wish) => {
    const { name = 'minlog-lookup', tamper = (text: string) => text } = wish
    return wire.ask({ name, tamper: () => tamper(messageOf(wire, wish)) })
  }
  const minutes = (count: number) => new Date(wire.clock.now.getTime() + count * MINUTE_MS)

  for (const name of ['minlog-lookup', 'mhd'] as const) {
    it(`takes a citizen at ${name}, and relates the reply`, async () => {
      const { status, text } = await ask({ name })
      assert.equal(status, 200, text)
      assert.match(
        text,
        new RegExp(`by="citizen" cpr="${CITIZENS.pregnant.cpr}" acts="${CITIZENS.child.cpr}"`),
      )
      const { relatesTo, action } = readAddressing(readEnvelope(text)) ?? {}
      assert.deepEqual([relatesTo, action], [messageId, `${ASK}Response`])
    })
  }

  for (const [what, wish, code] of [
    [
      'another body than was signed',
      { tamper: (t: string) => t.replace('hello', 'other') },
      'invalid_signature',
    ],
    [
      'another action than was signed',
      { tamper: (t: string) => t.replace(`>${ASK}<`, `> ${ASK} <`) },
      'invalid_signature',
    ],
    ['a message of an hour ago', { at: -60 }, 'expired_idcard'],
    ['a service that takes none', { name: 'brs' }, 'not_authorized'],
    ['a token for another service', { token: { audience: 'https://elsewhere' } }, 'invalid_idcard'],
  ] as const) {
    it(`answers ${code} for ${what}`, async () => assert.equal(codeOf(await ask(wish)), code))
  }

  it('looks at a token that it knows as it looks at a new one', async () => {
    const message = messageOf(wire, {})
    const send = (tamper: (text: string) => string = (text) => text) =>
      wire.ask({ name: 'minlog-lookup', tamper: () => tamper(message) })
    assert.equal((await send()).status, 200)
    assert.equal((await send()).status, 200)
    const [, id = ''] = / ID="([^"]+)"/.exec(message) ?? []
    const twice = (text: string) =>
      text.replace('</soap:Header>', `<x xmlns="urn:x" ID="${id}"/></soap:Header>`)
    assert.equal(codeOf(await send(twice)), 'invalid_signature')
    const changed = (text: string) => text.replace(CITIZENS.pregnant.cpr, CITIZENS.full.cpr)
    assert.equal(codeOf(await send(changed)), 'invalid_signature')
    const { now } = wire.clock
    wire.clock.now = minutes(11)
    assert.equal(codeOf(await send()), 'expired_idcard')
    wire.clock.now = now
  })

  it('answers for a token that has run out, of a stranger, or shown by another', async () => {
    const { foreign, unlisted } = await wire.keys.misfits()
    const expired = { notBefore: minutes(-60), notOnOrAfter: minutes(-30) }
    assert.equal(codeOf(await ask({ token: expired })), 'expired_idcard')
    assert.equal(codeOf(await ask({ sts: foreign })), 'invalid_certificate')
    assert.equal(codeOf(await ask({ by: unlisted })), 'invalid_signature')
  })
})
