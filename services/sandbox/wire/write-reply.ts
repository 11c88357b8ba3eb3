import { DGWS_FAULT_CODES } from '../../nsp/dgws/fault-codes.ts'
import { newDgwsId, writeDgwsHeader } from '../../nsp/dgws/header.ts'
import { writeSecurity } from '../../nsp/dgws/security.ts'
import { newMessageId, readAddressing, writeAddressing } from '../../nsp/soap/addressing.ts'
import { type SoapEnvelope, writeEnvelope } from '../../nsp/soap/envelope.ts'
import { NS } from '../../nsp/soap/namespaces.ts'
import { contentTypeOf, type SoapVersion } from '../../nsp/soap/version.ts'
import { writeFault } from '../../nsp/soap/write-fault.ts'
import { writeMultipart } from '../../nsp/soap/write-multipart.ts'
import { textOf } from '../../nsp/xml/element.ts'
import { type XmlText, xml } from '../../nsp/xml/template.ts'
import type { FaultAnswer } from './fault-answer.ts'
import type { HeardMessage } from './heard-message.ts'
import type { SoapAnswer } from './soap-service.ts'
import type { WireAnswer } from './wire-answer.ts'

const TRUST = 'http://schemas.xmlsoap.org/ws/2005/02/trust'
const CALLERS_FAULT: ReadonlySet<string> = new Set(
  DGWS_FAULT_CODES.filter((code) => code !== 'processing_problem'),
)

/** Writes what a service answers, with the headers that tie it to the message. */
export function writeReply(heard: HeardMessage, answer: SoapAnswer, now: Date): WireAnswer {
  const { version } = heard.envelope
  const tied = linking(heard.envelope, answer.action ?? `${heard.action}Response`, now)
  const headers = [...tied, ...(answer.headers ?? [])]
  const envelope = writeEnvelope({ version, headers, body: answer.body })
  const { attachments = new Map(), isMultipart = false } = answer
  if (attachments.size === 0 && !isMultipart) return plain(200, version, envelope)
  const parts = { version, action: null, envelope, attachments }
  return { status: 200, ...writeMultipart(parts) }
}

/** What a fault answers. */
export interface FaultContext {
  /** Null where its envelope could not be read. */
  readonly heard: HeardMessage | null
  readonly version: SoapVersion
  readonly now: Date
}

/** Writes a fault in the version of the message. */
export function writeFaultReply(
  fault: FaultAnswer,
  { heard, version, now }: FaultContext,
): WireAnswer {
  const { faultCode, message: reason, status, detail } = fault
  const headers = heard ? linking(heard.envelope, `${NS.wsa}/soap/fault`, now) : []
  const body = faultCode.startsWith('wst:')
    ? writeFault({
        ...{ version, blame: 'caller', reason, actor: 'http://sosi.dk/sts' },
        ownCode: { prefix: 'wst', ns: trustOf(heard), name: faultCode.slice('wst:'.length) },
        detail: xml`${detail}`,
      })
    : writeFault({
        ...{ version, blame: CALLERS_FAULT.has(faultCode) ? 'caller' : 'service', reason },
        detail: xml`<medcom:FaultCode xmlns:medcom="${NS.medcom}">${faultCode}</medcom:FaultCode>${detail}`,
      })
  return plain(status, version, writeEnvelope({ version, headers, body }))
}

const plain = (status: number, version: SoapVersion, envelope: XmlText): WireAnswer => ({
  ...{ status, contentType: contentTypeOf(version, null) },
  body: Buffer.from(envelope.toString()),
})

// A reply has each of the two kinds of headers that the message has.
function linking({ header, ...rest }: SoapEnvelope, action: string, now: Date): readonly XmlText[] {
  // The header of a message that is answered with a fault may be in any disorder.
  const first = (name: string) =>
    textOf(header?.getElementsByTagNameNS(NS.medcom, name).item(0) ?? null)
  const inResponseTo = first('MessageID')
  const addressed = readAddressing({ header, ...rest })
  const related = addressed?.messageId ?? null
  const reply = { messageId: newDgwsId(), flowId: first('FlowID'), inResponseTo }
  return [
    ...(addressed
      ? writeAddressing({ action, messageId: newMessageId(), relatesTo: related })
      : []),
    ...(inResponseTo ? [writeSecurity(now, null), writeDgwsHeader(reply)] : []),
  ]
}

// The STS has two ways of speaking, and each names its codes in its own namespace.
const trustOf = (heard: HeardMessage | null): string =>
  heard?.body.localName?.startsWith('RequestSecurityToken')
    ? (heard.body.namespaceURI ?? TRUST)
    : TRUST
