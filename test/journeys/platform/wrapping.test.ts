import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { NOBODY } from '../../../infra/probe/people.ts'
import { questionsAbout } from '../../../infra/probe/questions.ts'
import { writeIdwsMessage } from '../../../services/nsp/idws/message.ts'
import { signMessage } from '../../../services/nsp/signature/sign-message.ts'
import { newMessageId } from '../../../services/nsp/soap/addressing.ts'
import { writeEnvelope } from '../../../services/nsp/soap/envelope.ts'
import { writeExchangeRequest } from '../../../services/nsp/sts/messages/exchange-request.ts'
import { EXCHANGE_ACTION, SIGNED_PARTS } from '../../../services/nsp/sts/messages/names.ts'
import type { ShownToken } from '../../../services/nsp/sts/shown.ts'
import { XmlText } from '../../../services/nsp/xml/template.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import {
  addressOf,
  type PlayedPlatform,
  type Said,
  said,
  startPlayedPlatform,
} from './played-platform.ts'

let played: PlayedPlatform
let user: XmlText
let token: ShownToken

before(async () => {
  played = await startPlayedPlatform()
  user = await played.userCard()
  const wish = { acting: played.people.citizen, audience: 'https://audience.nspop.dk/btr' }
  const signal = AbortSignal.timeout(10_000)
  token = (await played.platform.exchanges.identityToken(wish, signal)).value
})
after(() => played[Symbol.asyncDispose]())

const ASSERTION = /<saml:Assertion.*?<\/saml:Assertion>/s
const BODY = /<soap:Body.*<\/soap:Body>/s
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s
const part = (text: string, form: RegExp): string =>
  form.exec(text)?.[0] ?? assert.fail(String(form))
const swapped = (text: string, from: string, to: string): string => {
  assert.ok(text.includes(from))
  return text.replace(from, () => to)
}
/** Says to be of another care provider than the one whose card it is. */
const forgedCard = (card: string): string => {
  const forged = card.replace(/(CareProviderName"><saml:AttributeValue>)[^<]*/, '$1Another')
  assert.notEqual(forged, card)
  return forged
}
const unsigned = (card: string): string => card.replace(SIGNATURE, '')
const into = (header: string, text: string): string =>
  text.replace('</soap:Header>', () => `${header}</soap:Header>`)

/** Ways to show a card with a signature that was made for another. */
const CARDS: Readonly<Record<string, (message: string, card: string) => string>> = {
  'a changed card': (message, card) => swapped(message, card, forgedCard(card)),
  'a card that was moved aside for another of the same id': (message, card) =>
    into(`<x:a xmlns:x="urn:x">${card}</x:a>`, swapped(message, card, forgedCard(card))),
  'a forged card beside the signed one': (message, card) =>
    swapped(message, card, `${unsigned(forgedCard(card))}${card}`),
  'a forged card after the signed one': (message, card) =>
    swapped(message, card, `${card}${unsigned(forgedCard(card))}`),
  'a forged card with the signed one in it': (message, card) =>
    swapped(
      message,
      card,
      unsigned(forgedCard(card)).replace('</saml:Assertion>', () => `${card}</saml:Assertion>`),
    ),
  'a forged card with the signed one in an object of its signature': (message, card) => {
    const signature = part(card, SIGNATURE).replace(
      '</ds:Signature>',
      () => `<ds:Object>${card}</ds:Object></ds:Signature>`,
    )
    const open = unsigned(forgedCard(card))
    return swapped(
      message,
      card,
      open.replace('</saml:Assertion>', () => `${signature}</saml:Assertion>`),
    )
  },
  'a forged card under another id': (message, card) =>
    swapped(message, card, forgedCard(card).replace('id="IDCard"', 'id="IDCard2"')),
  'a second security header with a forged card': (message, card) =>
    message.replace(
      '<soap:Header>',
      () =>
        `<soap:Header><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${unsigned(forgedCard(card))}</wsse:Security>`,
    ),
}

const ASKED = questionsAbout(NOBODY.cpr).ltr ?? assert.fail()

describe('a service', () => {
  const send = (tamper: (message: string) => string) =>
    played.send({ service: 'ltr', card: user, body: ASKED.body, tamper })
  it('answers a card that was not touched', async () =>
    assert.equal((await send((message) => message)).code, null))

  for (const [what, wrap] of Object.entries(CARDS))
    it(`refuses ${what}`, async () => {
      const { code, status } = await send((message) => wrap(message, user.toString()))
      assert.match(
        code ?? '',
        /^(invalid_signature|invalid_idcard|syntax_error|processing_problem|missing_required_header)$/,
      )
      assert.equal(status, 500)
    })
})

/** Ways to have another body read than the one that was signed. */
const BODIES: Readonly<Record<string, (message: string, evil: string) => string>> = {
  'a changed body': (message, evil) => swapped(message, NOBODY.cpr, evil),
  'a body that was moved into a header for another': (message, evil) => {
    const body = part(message, BODY)
    const other = body.replace(NOBODY.cpr, evil).replace(/ wsu:Id="[^"]*"/, '')
    return into(`<x:a xmlns:x="urn:x">${body}</x:a>`, swapped(message, body, other))
  },
  'a body that was moved, and another of the same id': (message, evil) => {
    const body = part(message, BODY)
    return into(
      `<x:a xmlns:x="urn:x">${body}</x:a>`,
      swapped(message, body, body.replace(NOBODY.cpr, evil)),
    )
  },
  'two bodies': (message, evil) => {
    const body = part(message, BODY)
    return swapped(message, body, `${body.replace(NOBODY.cpr, evil)}${body}`)
  },
  'two elements in a body': (message, evil) => {
    const inside = part(message, BODY).replace(/^<soap:Body[^>]*>|<\/soap:Body>$/g, '')
    return swapped(message, inside, `${inside.replace(NOBODY.cpr, evil)}${inside}`)
  },
  'a signature that covers less': (message, evil) =>
    swapped(message, part(message, /<ds:Reference URI="#body">.*?<\/ds:Reference>/s), '').replace(
      NOBODY.cpr,
      evil,
    ),
  'no signature of the message': (message, evil) => {
    const [own] = [...message.matchAll(/<ds:Signature .*?<\/ds:Signature>/gs)].slice(-1)
    return swapped(message, own?.[0] ?? '', '').replace(NOBODY.cpr, evil)
  },
  'a token that was changed': (message) => swapped(message, 'AssuranceLevel', 'AssuranceLevels'),
  'a second token': (message) => {
    const assertion = part(message, ASSERTION)
    return swapped(message, assertion, `${assertion}${unsigned(assertion)}`)
  },
}

describe('a service that is shown an identity token', () => {
  const send = async (tamper: (message: string) => string): Promise<Said> => {
    const { system } = played.sandbox.profile
    const message = writeIdwsMessage({
      ...{ version: '1.1', action: ASKED.action, messageId: newMessageId(), token },
      ...{
        created: played.clock.now,
        signingKey: { certificate: system.certificate, key: system.key },
      },
      body: ASKED.body,
    })
    const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${ASKED.action}"` }
    const sending = { method: 'POST', headers, body: tamper(message.toString()) }
    return said(await fetch(addressOf(played.sandbox.profile, 'ltr'), sending))
  }

  it('answers a message that was not touched', async () =>
    assert.equal((await send((message) => message)).code, null))

  for (const [what, wrap] of Object.entries(BODIES))
    it(`refuses ${what}`, async () => {
      const { code, text } = await send((message) => wrap(message, CITIZENS.full.cpr))
      assert.match(code ?? '', /^(invalid_signature|invalid_idcard|syntax_error)$/, text)
      assert.ok(!text.includes(CITIZENS.full.cpr))
    })
})

describe('the STS', () => {
  const exchange = async (
    beforeSigning: (message: string) => string,
    afterSigning: (message: string) => string,
  ): Promise<Said> => {
    const { system } = played.sandbox.profile
    const { citizenBootstrap } = played.people
    const request = writeExchangeRequest({
      token: { kind: 'assertion', assertion: XmlText.of(citizenBootstrap.reveal()) },
      ...{ audience: 'https://audience.nspop.dk/dds', now: played.clock.now, claims: new Map() },
      messageId: `urn:uuid:${randomUUID()}`,
    })
    const text = XmlText.of(beforeSigning(writeEnvelope(request).toString()))
    const signed = signMessage(text, {
      signingKey: { certificate: system.certificate, key: system.key },
      ...{ algorithm: 'rsa-sha256', parts: Object.values(SIGNED_PARTS) },
    })
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${EXCHANGE_ACTION}"`,
    }
    const url = new URL('/sts/services/Bst2Idws', played.sandbox.url)
    return said(
      await fetch(url, { method: 'POST', headers, body: afterSigning(signed.toString()) }),
    )
  }
  const same = (text: string) => text
  const asAnother = (text: string) => {
    const forged = text.replaceAll(NOBODY.cpr, CITIZENS.full.cpr)
    assert.notEqual(forged, text)
    return forged
  }
  const bootstrap = (text: string) => part(text, /<saml2?:Assertion.*<\/saml2?:Assertion>/s)

  const WRAPPED: Readonly<
    Record<string, readonly [(text: string) => string, (text: string) => string]>
  > = {
    'a bootstrap token for another person': [asAnother, same],
    'a forged bootstrap token beside the signed one': [
      (text) =>
        swapped(text, bootstrap(text), `${unsigned(asAnother(bootstrap(text)))}${bootstrap(text)}`),
      same,
    ],
    'a forged bootstrap token with the signed one in it': [
      (text) =>
        swapped(
          text,
          bootstrap(text),
          unsigned(asAnother(bootstrap(text))).replace(
            /<\/saml2?:Assertion>$/,
            (end) => `${bootstrap(text)}${end}`,
          ),
        ),
      same,
    ],
    'another body than the one that was signed': [
      same,
      (text) => {
        const body = part(text, BODY)
        const other = body.replace('/dds<', '/minlog<').replace(/ wsu:Id="body"/, '')
        return into(`<x:a xmlns:x="urn:x">${body}</x:a>`, swapped(text, body, other))
      },
    ],
    'an audience that was changed on the way': [same, (text) => swapped(text, '/dds<', '/minlog<')],
  }

  it('exchanges what was not touched', async () =>
    assert.equal((await exchange(same, same)).code, null))

  for (const [what, [early, late]] of Object.entries(WRAPPED))
    it(`refuses ${what}`, async () => {
      const { code, status, text } = await exchange(early, late)
      assert.match(
        code ?? '',
        /^(InvalidSecurityToken|InvalidRequest|BadRequest|AuthenticationBadElements)$/,
        text,
      )
      assert.equal(status, 200)
    })
})
