import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { envelopeAt, readEnvelope, type SoapEnvelope } from './envelope.ts'
import { UpstreamAnswerInvalid, UpstreamUnreachable } from './errors.ts'
import type { HttpAnswer } from './exchange.ts'
import { faultOf } from './fault.ts'
import { readPayload } from './read-multipart.ts'

/** An answer without a fault. */
export interface SoapReply {
  readonly envelope: SoapEnvelope
  /** The one element of its body. */
  readonly body: XmlElement
  /** By content id without brackets. */
  readonly attachments: ReadonlyMap<string, Buffer>
}

/** What a gateway before a service says when it does not get through to it. */
const NOT_THROUGH: ReadonlySet<number> = new Set([502, 503, 504])

/**
 * Reads what HTTP brought: the envelope decides, not the status, as services answer faults with either.
 *
 * @throws {DgwsFault | StsFault | SoapFault} the fault that it holds
 * @throws {UpstreamUnreachable} a status that says so, without SOAP
 * @throws {UpstreamAnswerInvalid} for all else that is no SOAP
 */
export function readReply(answer: HttpAnswer): SoapReply {
  const { envelope, attachments, fault } = parsed(answer)
  if (fault) throw fault
  const { body } = envelope
  if (!body) throw new UpstreamAnswerInvalid('its body is empty')
  if (answer.status !== 200)
    throw new UpstreamAnswerInvalid(`it is HTTP ${answer.status} without a fault`)
  return { envelope, body, attachments }
}

function parsed({ status, contentType, content }: HttpAnswer) {
  try {
    if ('root' in content) {
      const envelope = envelopeAt(content.root)
      return { envelope, attachments: new Map<string, Buffer>(), fault: faultOf(envelope) }
    }
    const payload = readPayload(contentType, content)
    const envelope = readEnvelope(payload.envelope)
    return { envelope, attachments: payload.attachments, fault: faultOf(envelope) }
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause
    if (NOT_THROUGH.has(status)) throw new UpstreamUnreachable(`HTTP ${status}`, { cause })
    throw new UpstreamAnswerInvalid(`it is HTTP ${status} and no SOAP`, { cause })
  }
}
