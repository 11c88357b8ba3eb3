import { randomUUID } from 'node:crypto'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import { writeDgwsEnvelope } from '../../nsp/dgws/envelope.ts'
import { type DgwsHeaderParts, newDgwsId } from '../../nsp/dgws/header.ts'
import type { IdCard } from '../../nsp/dgws/id-card.ts'
import { signIdCard } from '../../nsp/dgws/id-card-sign.ts'
import { readEnvelope } from '../../nsp/soap/envelope.ts'
import { DgwsFault } from '../../nsp/soap/errors.ts'
import { faultOf } from '../../nsp/soap/fault.ts'
import { type SoapPost, soapPoster } from '../../nsp/soap/post-soap.ts'
import { contentTypeOf, type SoapVersion } from '../../nsp/soap/version.ts'
import { textOf } from '../../nsp/xml/element.ts'
import { type XmlText, xml } from '../../nsp/xml/template.ts'
import { STAFF } from '../domain/world/persons.ts'
import { sandboxKeys } from '../upstream/identity/keys.ts'
import { FaultAnswer } from '../wire/fault-answer.ts'
import type { ReceivedCall, SoapAnswer, SoapServicePlan } from '../wire/soap-service.ts'
import { startPlatformServer } from '../wire/start-platform-server.ts'

export const ASK = 'urn:test:Ask'
export const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const { doctor } = STAFF

/** What a service that is played for tests answers: who asked, and what. */
function answer({ body, caller, hsuid, attachments, base }: ReceivedCall): SoapAnswer {
  const said = textOf(body)
  if (said === 'bug') throw new TypeError('a bug')
  if (said === 'fault') {
    const detail = xml`<t:NoSuchList xmlns:t="urn:test"/>`
    throw new FaultAnswer('processing_problem', 'no such list', { detail })
  }
  if (said === 'sts') throw new FaultAnswer('wst:ExpiredData', 'too old', { status: 200 })
  const told = xml`<t:told xmlns:t="urn:test" by="${caller?.kind}" cpr="${caller?.cpr}" acts="${caller?.actsFor.join()}" hsuid="${hsuid?.size}" base="${base.href}">${said}</t:told>`
  if (attachments.size === 0) return { body: told }
  const same = [...attachments].map(([id, bytes]) => [id, { type: 'text/plain', bytes }] as const)
  return { body: told, attachments: new Map(same) }
}

const service = (plan: Partial<SoapServicePlan> & Pick<SoapServicePlan, 'name'>) => ({
  ...{ path: `/${plan.name}`, identifier: null, versions: ['1.1', '1.2'], security: 'any' },
  ...{ needsHsuid: false },
  operations: [{ action: ASK, request: { ns: 'urn:test', name: 'ask' }, answer }],
  ...plan,
})

const PLANS = [
  service({ name: 'brs', security: 'system', versions: ['1.1'] }),
  service({ name: 'cpr', identifier: 'cpr' }),
  service({ name: 'dds-registry', identifier: 'ddsreg', security: 'user', needsHsuid: true }),
  service({ name: 'mhd', security: 'user-or-citizen' }),
  service({ name: 'minlog-lookup', security: 'citizen' }),
  service({ name: 'sts-id-card', security: 'open' }),
  service({
    name: 'minlog-registration',
    operations: [
      {
        ...{ action: 'Add', aliases: ['Add_1'], answer },
        request: { ns: 'urn:test', name: 'ask' },
      },
    ],
  }),
] as readonly SoapServicePlan[]

/** One call; what is not named is right. */
export interface CallWish {
  readonly name: SoapServicePlan['name']
  readonly version?: SoapVersion
  readonly said?: string
  readonly card?: XmlText | null
  readonly header?: Partial<DgwsHeaderParts>
  readonly created?: Date
  readonly more?: readonly XmlText[]
  readonly http?: Readonly<Record<string, string>>
  readonly tamper?: (message: string) => string
  readonly path?: string
}

/** Plays services that answer who asked, and asks them. */
export async function startWire() {
  const keys = await sandboxKeys()
  const clock = { now: new Date() }
  const bugs: unknown[] = []
  const server = await startPlatformServer({
    ...{ soap: PLANS, authorities: [keys.authority], now: () => clock.now },
    rest: [
      {
        name: 'fut-measurement',
        path: '/fut',
        handler: (_, response) => void response.send('well'),
      },
    ],
    mount: (url) => [{ path: '/beside', handler: (_, response) => void response.send(url.href) }],
    onBug: (error) => bugs.push(error),
  })
  const cardOf = (card: Partial<IdCard> = {}, by = keys.sts) =>
    signIdCard(systemCard(clock.now, card), { signingKey: by, algorithm: 'rsa-sha1' })
  const system = cardOf()
  const user = cardOf(userCard())
  const messageOf = ({ version = '1.1', said = 'hello', ...wish }: CallWish): XmlText =>
    writeDgwsEnvelope({
      ...{ version, created: wish.created ?? clock.now, more: wish.more ?? [] },
      header: { messageId: newDgwsId(), flowId: 'flow', ...wish.header },
      idCard: wish.card === undefined ? system : wish.card,
      body: xml`<ask xmlns="urn:test">${said}</ask>`,
    })
  const ask = async (wish: CallWish) => {
    const { tamper = (text) => text, version = '1.1', http } = wish
    const path = wish.path ?? server.addressOf(wish.name).pathname
    const headers = { 'content-type': contentTypeOf(version, ASK), soapaction: ASK, ...http }
    const body = tamper(messageOf(wish).toString())
    const response = await fetch(new URL(path, server.url), { method: 'POST', headers, body })
    return { status: response.status, text: await response.text() }
  }
  const poster = soapPoster({ tracing: idsOnly })
  const post = (wish: CallWish, more: Partial<SoapPost> = {}) =>
    poster.post({
      ...{ url: server.addressOf(wish.name), dcc: null, service: wish.name, action: ASK },
      ...{ version: wish.version ?? '1.1', envelope: messageOf(wish), ...more },
    })
  return {
    ...{ server, keys, clock, bugs, system, user, cardOf, ask, post },
    [Symbol.asyncDispose]: async () => {
      await poster[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The shared code of a fault; fails for an answer that is none. */
export function codeOf({ text }: { readonly text: string }): string {
  const fault = faultOf(readEnvelope(text))
  if (!(fault instanceof DgwsFault)) throw new Error(`Cannot find a fault of DGWS: ${text}`)
  return fault.faultCode
}

/** The attributes of a member of staff's card. */
export const userCard = (): Partial<IdCard> => ({
  ...{ kind: 'user', level: 4 },
  user: {
    ...{ cpr: doctor.cpr, givenName: doctor.givenName, surname: doctor.surname, email: null },
    ...{ role: doctor.role, authorisationCode: doctor.authorisationCode, occupation: null },
  },
})

const systemCard = (now: Date, more: Partial<IdCard>): IdCard =>
  ({
    ...{ kind: 'system', id: randomUUID(), version: '1.0.1', issuer: 'SANDBOX-STS', level: 3 },
    subject: { format: 'medcom:other', name: 'SubjectDN={CN=Test}' },
    ...{ issuedAt: now, notBefore: now, notOnOrAfter: new Date(now.getTime() + 24 * HOUR_MS) },
    certificateHash: 'AAAA',
    system: {
      ...{ name: 'Test', careProviderId: '00000901', careProvider: 'Test' },
      careProviderIdFormat: 'medcom:cvrnumber',
    },
    ...more,
  }) as IdCard
