import { headerOf } from '../../nsp/soap/envelope.ts'
import { NS } from '../../nsp/soap/namespaces.ts'
import { contentTypeOf, namespaceOf, type SoapVersion } from '../../nsp/soap/version.ts'
import { writeFault } from '../../nsp/soap/write-fault.ts'
import { XmlRefused } from '../../nsp/xml/errors.ts'
import { xml } from '../../nsp/xml/template.ts'
import { FaultAnswer } from './fault-answer.ts'
import { type HeardMessage, hearMessage, operationFor, versionOf } from './heard-message.ts'
import { hsuidOf } from './hsuid-attributes.ts'
import type { IdentifyCaller } from './identified-caller.ts'
import type { SoapServicePlan } from './soap-service.ts'
import { textAnswer, type WireAnswer, type WireRequest } from './wire-answer.ts'
import { writeFaultReply, writeReply } from './write-reply.ts'

/** What every service of one sandbox is played with. */
export interface SoapSurroundings {
  readonly identify: IdentifyCaller
  readonly base: URL
  readonly now: () => Date
  /** Is told of what a service threw that is no fault of its own. */
  readonly onBug: (error: unknown) => void
}

/** Answers one request to a service: what is wrong with it is told as a fault. */
export async function answerSoap(
  plan: SoapServicePlan,
  request: WireRequest,
  surroundings: SoapSurroundings,
): Promise<WireAnswer> {
  const now = surroundings.now()
  let heard: HeardMessage | null = null
  try {
    if (request.method !== 'POST')
      throw new FaultAnswer('illegal_http_method', 'Only POST is taken')
    heard = hearMessage(request)
    return await answered(plan, heard, { ...surroundings, now: () => now })
  } catch (error) {
    const version = heard?.envelope.version ?? versionOf(request, plan)
    const fault = faultFor(error, surroundings)
    return writeFaultReply(plan.refusing?.(fault) ?? fault, { heard, version, now })
  }
}

/** A fault that concerns no service, such as one of the decoupling component. */
export const faultAnswer = (fault: FaultAnswer, request: WireRequest, now: Date): WireAnswer =>
  writeFaultReply(fault, { heard: null, version: versionOf(request, null), now })

/** The fault with which a service answers that is told to be broken: HTTP says that all is well. */
export function brokenFault(plan: SoapServicePlan, request: WireRequest): WireAnswer {
  const version: SoapVersion = versionOf(request, plan)
  const reason = 'Something went wrong'
  const detail = xml`<medcom:FaultCode xmlns:medcom="${NS.medcom}">processing_problem</medcom:FaultCode>`
  const fault = writeFault({ version, blame: 'service', reason, detail })
  const envelope = xml`<soap:Envelope xmlns:soap="${namespaceOf(version)}"><soap:Body>${fault}</soap:Body></soap:Envelope>`
  return textAnswer(200, contentTypeOf(version, null), envelope.toString())
}

async function answered(
  plan: SoapServicePlan,
  heard: HeardMessage,
  { identify, base, now }: SoapSurroundings,
): Promise<WireAnswer> {
  const operation = operationFor(plan, heard)
  const identified = plan.security === 'open' ? null : identify(heard, plan, now())
  const caller = identified?.caller ?? null
  const header = headerOf(heard.envelope, { ns: NS.hsuid, name: 'HsuidHeader' })
  if (plan.needsHsuid && !header)
    throw new FaultAnswer('missing_required_header', 'HsuidHeader is missing')
  const hsuid = hsuidOf(header, caller)
  const { attachments, envelope } = heard
  const body = identified?.body ?? heard.body
  const { root, version } = envelope
  const call = { body, envelope: root, caller, hsuid, attachments, version, base, now: now() }
  return writeReply(heard, await operation.answer(call), call.now)
}

function faultFor(error: unknown, { onBug }: SoapSurroundings): FaultAnswer {
  if (error instanceof FaultAnswer) return error
  if (error instanceof XmlRefused) return new FaultAnswer('syntax_error', error.message)
  onBug(error)
  return new FaultAnswer('processing_problem', 'Internal error')
}
