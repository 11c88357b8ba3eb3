import { readAddressing } from '../../nsp/soap/addressing.ts'
import { notUnderstood, readEnvelope, type SoapEnvelope } from '../../nsp/soap/envelope.ts'
import { mediaType } from '../../nsp/soap/media-type.ts'
import { NS } from '../../nsp/soap/namespaces.ts'
import { readPayload } from '../../nsp/soap/read-multipart.ts'
import { mediaTypeOf, type SoapVersion } from '../../nsp/soap/version.ts'
import { isNamed } from '../../nsp/xml/element.ts'
import { XmlRefused } from '../../nsp/xml/errors.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { SoapOperation, SoapServicePlan } from './soap-service.ts'
import type { WireRequest } from './wire-answer.ts'

/** A message whose envelope has been read; nothing in it is believed yet. */
export interface HeardMessage {
  readonly envelope: SoapEnvelope
  readonly body: XmlElement
  readonly attachments: ReadonlyMap<string, Buffer>
  /** What WS-Addressing says is asked for, else HTTP; null where neither does. */
  readonly action: string | null
  /** What HTTP says is asked for; null where it does not. */
  readonly httpAction: string | null
}

const UNDERSTOOD: ReadonlySet<string> = new Set([NS.wsse, NS.medcom, NS.wsa, NS.hsuid])

/** @throws {FaultAnswer} syntax_error for what is no message of SOAP in the version that HTTP says */
export function hearMessage({ headers, body }: WireRequest): HeardMessage {
  const said = headers['content-type'] ?? null
  try {
    const { envelope: text, attachments, type } = readPayload(said, body)
    const envelope = readEnvelope(text)
    if (type !== mediaTypeOf(envelope.version))
      throw new XmlRefused('Content-Type and envelope are of different versions of SOAP')
    if (!envelope.body) throw new XmlRefused('its body is empty')
    const byHttp = httpAction(headers)
    const action = readAddressing(envelope)?.action ?? byHttp
    return { envelope, body: envelope.body, attachments, action, httpAction: byHttp }
  } catch (error) {
    if (error instanceof XmlRefused) throw new FaultAnswer('syntax_error', error.message)
    throw error
  }
}

/** The version that a request is to be answered in, where its envelope cannot be read. */
export const versionOf = ({ headers }: WireRequest, plan: SoapServicePlan | null): SoapVersion =>
  mediaType(headers['content-type']).type === mediaTypeOf('1.2')
    ? '1.2'
    : (plan?.versions[0] ?? '1.1')

/**
 * The action that HTTP names: SOAPAction, or the parameter of SOAP 1.2's media type; null for neither, and for an empty one.
 */
export function httpAction(headers: WireRequest['headers']): string | null {
  const [header] = [headers.soapaction].flat()
  const unquoted = header?.trim().replace(/^"(.*)"$/, '$1')
  return unquoted || mediaType(headers['content-type']).parameters.get('action') || null
}

/**
 * The operation that a message asks for.
 *
 * @throws {FaultAnswer} syntax_error for a version, an action or a body that the service does not take, or that do not agree
 */
export function operationFor(plan: SoapServicePlan, message: HeardMessage): SoapOperation {
  const { action, httpAction, body, envelope } = message
  if (!plan.versions.includes(envelope.version))
    throw new FaultAnswer('syntax_error', `SOAP ${envelope.version} is not spoken here`)
  if (notUnderstood(envelope, UNDERSTOOD).length > 0)
    throw new FaultAnswer('syntax_error', 'A header that has to be understood is not')
  if (action === null) throw new FaultAnswer('syntax_error', 'SOAPAction is missing')
  const named = plan.operations.filter((one) => goesBy(one, action))
  if (named.length === 0) throw new FaultAnswer('syntax_error', 'SOAPAction is unknown here')
  if (httpAction !== null && !named.some((one) => goesBy(one, httpAction)))
    throw new FaultAnswer('syntax_error', 'SOAPAction and wsa:Action do not agree')
  const operation = named.find(({ request }) => isNamed(body, request))
  if (!operation) throw new FaultAnswer('syntax_error', 'SOAPAction and body do not agree')
  return operation
}

// The two need not be the same text: a client may say to HTTP what the decoupling component or an older library goes by.
const goesBy = ({ action, aliases }: SoapOperation, said: string): boolean =>
  said === action || aliases?.includes(said) === true
