import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { readEnvelope, writeEnvelope } from '../../soap/envelope.ts'
import { XmlRefused } from '../../xml/errors.ts'
import { XmlText, xml } from '../../xml/template.ts'
import { actingForOf, CLAIM, onBehalfOfClaim } from './claims.ts'
import { readExchangeAnswer, writeExchangeAnswer } from './exchange-answer.ts'
import { readExchangeRequest, writeExchangeRequest } from './exchange-request.ts'
import { readIdCardAnswer, writeIdCardAnswer } from './id-card-answer.ts'
import { readIdCardRequest, writeIdCardRequest } from './id-card-request.ts'
import { instantOf } from './instant.ts'

const NOW = new Date('2030-01-02T03:04:05.678Z')
const TOKEN = xml`<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1"/>`

const exchange = (token: Parameters<typeof writeExchangeRequest>[0]['token']) =>
  writeEnvelope(
    writeExchangeRequest({
      ...{ token, audience: 'https://audience.example/a', messageId: 'urn:uuid:m', now: NOW },
      claims: new Map([[CLAIM.onBehalfOf, onBehalfOfClaim('6407154040', 'PARENTAL_CUSTODY')]]),
    }),
  )

describe('writeExchangeRequest()', () => {
  it('writes what readExchangeRequest() reads', () => {
    const text = exchange({ kind: 'jwt', jwt: 'a.b.c' })
    const read = readExchangeRequest(readEnvelope(text.toString()).body)
    assert.deepEqual(read.token, { kind: 'jwt', jwt: 'a.b.c' })
    assert.equal(read.audience, 'https://audience.example/a')
    assert.deepEqual(actingForOf(read.claims.get(CLAIM.onBehalfOf) ?? ''), {
      ...{ cpr: '6407154040', by: 'PARENTAL_CUSTODY' },
    })
  })

  it('holds an assertion as it stands', () => {
    const { token } = readExchangeRequest(
      readEnvelope(exchange({ kind: 'assertion', assertion: TOKEN }).toString()).body,
    )
    assert.ok(token.kind === 'assertion')
    assert.equal(token.assertions[0]?.getAttribute('ID'), '_1')
  })
})

describe('readExchangeRequest()', () => {
  it('takes a binary token of another kind for none that it knows', () => {
    const text = exchange({ kind: 'jwt', jwt: 'a.b.c' }).toString().replace('token-type:jwt', 'x')
    assert.deepEqual(readExchangeRequest(readEnvelope(text).body).token, { kind: 'unknown' })
  })

  it('refuses a request for nobody, and another message', () => {
    const text = exchange({ kind: 'jwt', jwt: 'a.b.c' }).toString()
    const nobody = readEnvelope(text.replace('https://audience.example/a', ''))
    assert.throws(() => readExchangeRequest(nobody.body), XmlRefused)
    const other = readEnvelope(text.replaceAll('200512', '200513'))
    assert.throws(() => readExchangeRequest(other.body), XmlRefused)
  })
})

describe('writeExchangeAnswer()', () => {
  it('writes what readExchangeAnswer() reads', () => {
    const expires = new Date('2030-01-02T03:09:05Z')
    const body = writeExchangeAnswer({
      ...{ token: TOKEN, audience: 'https://audience.example/a', context: 'urn:uuid:c' },
      ...{ created: NOW, expires },
    })
    const text = writeEnvelope({ version: '1.1', headers: [], body }).toString()
    const read = readExchangeAnswer(readEnvelope(text))
    assert.equal(read.token.getAttribute('ID'), '_1')
    assert.equal(read.audience, 'https://audience.example/a')
    assert.deepEqual(read.created, new Date('2030-01-02T03:04:05Z'))
    assert.deepEqual(read.expires, expires)
    const twice = text.replace(TOKEN.toString(), `${TOKEN}${TOKEN}`)
    assert.throws(() => readExchangeAnswer(readEnvelope(twice)), XmlRefused)
  })
})

describe('writeIdCardRequest()', () => {
  it('writes what readIdCardRequest() reads, and its answer too', () => {
    const request = writeIdCardRequest({ card: TOKEN, issuer: 'A System', now: NOW })
    const read = readIdCardRequest(readEnvelope(request.toString()))
    assert.equal(read.card.getAttribute('ID'), '_1')
    assert.deepEqual([read.issuer, read.context], ['A System', 'www.sosi.dk'])
    const body = writeIdCardAnswer({ card: TOKEN, issuer: 'AN-STS', context: read.context })
    const answer = writeEnvelope({ version: '1.1', headers: [], body }).toString()
    assert.equal(readIdCardAnswer(readEnvelope(answer)).issuer, 'AN-STS')
    assert.throws(() => readIdCardAnswer(readEnvelope(request.toString())), XmlRefused)
  })
})

describe('actingForOf()', () => {
  it('knows no right but the four, and no number but one of 10 digits', () => {
    assert.equal(actingForOf(onBehalfOfClaim('640715404', 'PROCURATION')), null)
    assert.equal(actingForOf('urn:dk:healthcare:saml:actThrough:Wish:6407154040'), null)
  })
})

describe('instantOf()', () => {
  it('reads a moment with a zone and without, and nothing else', () => {
    assert.equal(instantOf('2006-08-31T15:36:53')?.toISOString(), '2006-08-31T15:36:53.000Z')
    assert.equal(
      instantOf('2006-08-31T15:36:53.5+02:00')?.toISOString(),
      '2006-08-31T13:36:53.500Z',
    )
    assert.deepEqual([instantOf('2006-08-31'), instantOf(null)], [null, null])
  })
})

describe('messages of the real STS', () => {
  const read = (path: string) => readEnvelope(readFileSync(path))
  for (const name of [
    'sts-system-idcard-request-oces3',
    'stslevel3request',
    'unsealed-sts-request-moces',
  ])
    withSharedData(`nsp/sts/${name}.xml`, (path) =>
      it(`readIdCardRequest() reads ${name}`, () => {
        const { card, issuer, context } = readIdCardRequest(read(path))
        assert.equal(card.getAttribute('id'), 'IDCard')
        assert.ok(issuer)
        assert.equal(context, 'www.sosi.dk')
      }),
    )
  for (const name of ['stslevel3response', 'unsealed-sts-response-moces'])
    withSharedData(`nsp/sts/${name}.xml`, (path) =>
      it(`readIdCardAnswer() reads ${name}`, () =>
        assert.equal(readIdCardAnswer(read(path)).card.getAttribute('id'), 'IDCard')),
    )
  for (const [name, audience, tokens] of [
    ['sts-bst2sosi-person-request-oces3', 'https://audience.nspop.dk/dgws', 1],
    ['oiosaml2sosi-request', 'http://sosi.dk', 2],
    ['sosi2oiosaml-request', null, 1],
  ] as const)
    withSharedData(`nsp/sts/${name}.xml`, (path) =>
      it(`readExchangeRequest() reads ${name}`, () => {
        const found = readExchangeRequest(read(path).body)
        if (audience) assert.equal(found.audience, audience)
        assert.ok(found.token.kind === 'assertion')
        assert.equal(found.token.assertions.length, tokens)
        assert.ok(found.tokenType && found.requestType && found.context)
      }),
    )
  for (const name of ['nemlogin-bootstrap-token', 'unsealed-bootstrap-token'])
    withSharedData(`nsp/sts/${name}.xml`, (path) =>
      it(`writeExchangeRequest() holds ${name} as it is`, () => {
        const assertion = XmlText.of(readFileSync(path, 'utf8'))
        const text = exchange({ kind: 'assertion', assertion }).toString()
        const { token } = readExchangeRequest(readEnvelope(text).body)
        assert.ok(token.kind === 'assertion')
        assert.ok(token.assertions[0]?.getAttribute('ID'))
        assert.ok(text.includes(assertion.toString()))
      }),
    )
  withSharedData('nsp/sts/sts-bst2sosi-person-request-oces3.xml', (path) =>
    it('readExchangeRequest() reads the claims of a member of staff', () => {
      const { claims } = readExchangeRequest(read(path).body)
      assert.equal(claims.get(CLAIM.systemName), 'Service Consumer Test')
      assert.match(claims.get(CLAIM.subjectNameId) ?? '', /^urn:uuid:/)
    }),
  )
})
