import type { XmlElement } from '../xml/parse.ts'
import type { StreamWish } from '../xml/stream.ts'
import type { XmlText } from '../xml/template.ts'
import type { Acting, Regarding } from './acting.ts'
import type { ServiceName } from './services.ts'

/** The platform, as adapters ask it: who signs, which token, which header and which way is not theirs to know. */
export interface Platform {
  /**
   * Sends one SOAP call and waits for its answer.
   *
   * @throws {DgwsFault} what the service answered by the eleven fault codes; an expired id card is renewed and the call sent
   *   once more before that
   * @throws {SoapFault} any other fault
   * @throws {StsFault} where the token that the service asks for could not be had
   * @throws {UpstreamUnreachable} no connection, no HTTP, cut off
   * @throws {UpstreamAnswerInvalid} an answer that is no SOAP, too large, or without what the standard demands
   * @throws the signal's reason, as soon as it is aborted
   */
  call(request: PlatformCall): Promise<PlatformAnswer>
}

/** One call. */
export interface PlatformCall {
  readonly service: ServiceName
  /** SOAPAction and wsa:Action. */
  readonly action: string
  /** The one element of the SOAP body. */
  readonly body: XmlText
  readonly acting: Acting
  /** Null for a call that concerns nobody. */
  readonly regarding: Regarding | null
  readonly signal?: AbortSignal
  /** Headers of the service's own, such as the reference parameters of an address that it gave; written into the SOAP header as they are. */
  readonly headers?: readonly XmlText[]
  /** Elements of an answer that may be large: handed over as they come where it is plain XML, and part of the answer else. */
  readonly streamed?: StreamWish
  /** Parts beside the envelope, by content id, for MTOM. */
  readonly attachments?: ReadonlyMap<string, Buffer>
}

/** What came back. */
export interface PlatformAnswer {
  /** The one element of the SOAP body. */
  readonly body: XmlElement
  /** By content id without brackets, as `xop:Include` names them after `cid:`. */
  readonly attachments: ReadonlyMap<string, Buffer>
}
