import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { isKnownError } from '../../kit/errors.ts'
import { formatTraceparent } from '../../kit/telemetry/traceparent.ts'
import type { Span, Tracing } from '../../kit/telemetry/tracing.ts'
import type { StreamWish } from '../xml/stream.ts'
import type { XmlText } from '../xml/template.ts'
import { DgwsFault, StsFault } from './errors.ts'
import { exchange, type HttpAnswer } from './exchange.ts'
import { readReply, type SoapReply } from './read-reply.ts'
import { contentTypeOf, quoted, type SoapVersion } from './version.ts'
import { type Attachment, type WrittenMessage, writeMultipart } from './write-multipart.ts'

/** The decoupling component, where a call takes its way through it. */
export interface DccWay {
  /** Such as `https://host/decoupling`. */
  readonly root: URL
  /** Of the service, for actions that several services answer; null where the action is enough. */
  readonly identifier: string | null
}

/** One message to send. */
export interface SoapPost {
  /** Of the service itself. */
  readonly url: URL
  readonly dcc: DccWay | null
  /** As spans name it. */
  readonly service: string
  readonly version: SoapVersion
  readonly action: string
  readonly envelope: XmlText
  readonly attachments?: ReadonlyMap<string, Attachment>
  /** What is handed over while the answer comes, where that is plain XML; what is not stays in the answer. */
  readonly streamed?: StreamWish
  readonly signal?: AbortSignal
}

/** Sends messages over connections that are kept. Disposing it closes them. */
export interface SoapPoster extends AsyncDisposable {
  /**
   * Sends a message and reads its answer.
   *
   * @throws {DgwsFault | StsFault | SoapFault} the fault that was answered, whatever HTTP said
   * @throws {UpstreamUnreachable} no connection, no HTTP, cut off, or a gateway that says so
   * @throws {UpstreamAnswerInvalid} an answer that is no SOAP, or too large
   * @throws the signal's reason, as soon as it is aborted
   */
  post(message: SoapPost): Promise<SoapReply>
}

/** What a poster is made of. */
export interface SoapPosterOptions {
  readonly tracing: Pick<Tracing, 'child'>
  /** The most of an answer that is read. Default 33,554,432. */
  readonly maxBytes?: number
}

const MAX_ANSWER_BYTES = 33_554_432
// One overview of a citizen asks some twenty questions, and all of them may go to the one host of the decoupling component.
const MAX_SOCKETS = 256

/** Opens a poster; nothing is connected before the first message. */
export function soapPoster({
  tracing,
  maxBytes = MAX_ANSWER_BYTES,
}: SoapPosterOptions): SoapPoster {
  const plain = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS })
  const secure = new SecureAgent({ keepAlive: true, maxSockets: MAX_SOCKETS })
  const post = async (message: SoapPost): Promise<SoapReply> => {
    const url = addressOf(message)
    const agent = url.protocol === 'https:' ? secure : plain
    return traced(tracing, message, async (span) => {
      const { contentType, body } = written(message)
      const headers = { ...headersOf(message), 'content-type': contentType, ...traceOf(span) }
      const { signal, streamed } = message
      const request = { url, headers, body, maxBytes, agent, signal, streamed }
      const answer: HttpAnswer = await exchange(request)
      span.set({ 'http.response.status_code': answer.status })
      return readReply(answer)
    })
  }
  return {
    post,
    [Symbol.asyncDispose]: async () => {
      plain.destroy()
      secure.destroy()
    },
  }
}

/** The last word of an action, as spans name the operation. */
export const operationOf = (action: string): string => /[^:/#]+$/.exec(action)?.[0] ?? action

/** Where a message goes: to the service, or by the decoupling component. */
export function addressOf({ url, dcc }: Pick<SoapPost, 'url' | 'dcc'>): URL {
  if (!dcc) return url
  if (dcc.identifier === null) return dcc.root
  const root = dcc.root.href.replace(/\/$/, '')
  return new URL(`${root}/service/${encodeURIComponent(dcc.identifier)}`)
}

async function traced(
  tracing: Pick<Tracing, 'child'>,
  message: SoapPost,
  work: (span: Span) => Promise<SoapReply>,
): Promise<SoapReply> {
  const method = operationOf(message.action)
  const attributes = {
    'rpc.system': 'soap',
    'rpc.service': message.service,
    'rpc.method': method,
    'server.address': addressOf(message).hostname,
  }
  const span = tracing.child('client', `SOAP ${method}`, { attributes })
  try {
    return await span.run(() => work(span))
  } catch (error) {
    if (error instanceof DgwsFault || error instanceof StsFault)
      span.set({ 'rpc.soap.fault_code': error.faultCode })
    span.fail(isKnownError(error) ? error.code : message.signal?.aborted ? 'aborted' : 'bug')
    throw error
  } finally {
    span.end()
  }
}

function written({ version, action, envelope, attachments }: SoapPost): WrittenMessage {
  if (attachments && attachments.size > 0)
    return writeMultipart({ version, action, envelope, attachments })
  return {
    contentType: contentTypeOf(version, action),
    body: Buffer.from(envelope.toString()),
  }
}

// The decoupling component finds its way by SOAPAction, so it is sent with SOAP 1.2 as well.
const headersOf = ({ version, action, dcc }: SoapPost): Readonly<Record<string, string>> => ({
  accept: 'text/xml, application/soap+xml, multipart/related',
  ...(version === '1.1' || dcc ? { soapaction: quoted(action) } : {}),
})

const traceOf = ({ ids }: Span) => ({ traceparent: formatTraceparent(ids) })
