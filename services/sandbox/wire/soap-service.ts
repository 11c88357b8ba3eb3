import type { Acting } from '../../nsp/platform/acting.ts'
import type { ServiceName } from '../../nsp/platform/services.ts'
import type { SoapVersion } from '../../nsp/soap/version.ts'
import type { XmlName } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import type { XmlText } from '../../nsp/xml/template.ts'
import type { FaultAnswer } from './fault-answer.ts'

/** A service that the sandbox plays over SOAP. */
export interface SoapServicePlan {
  readonly name: ServiceName
  /** Where it answers on the sandbox's port, such as `/minspaerring/verification`. */
  readonly path: string
  /** What DCC knows it by in `/service/<id>`; null where the action alone is enough. */
  readonly identifier: string | null
  readonly versions: readonly SoapVersion[]
  /** What the caller has to bring. `open` is checked by the service itself, as the STS does. */
  readonly security: SoapSecurity
  readonly needsHsuid: boolean
  readonly operations: readonly SoapOperation[]
  /** How it says what is wrong, where it has a way of its own; what comes of a message that could not be read goes through it too. */
  readonly refusing?: (fault: FaultAnswer) => FaultAnswer
}

/** @see SoapServicePlan.security */
export type SoapSecurity =
  | 'system'
  | 'user'
  | 'system-or-user'
  | 'user-or-citizen'
  | 'citizen'
  | 'any'
  | 'open'

/** One operation of a service. */
export interface SoapOperation {
  readonly action: string
  /** Other actions under which it is called, such as the one that DCC knows it by. */
  readonly aliases?: readonly string[]
  /** The element that its body has to hold. */
  readonly request: XmlName
  /** @throws {FaultAnswer} for what the caller is told as a fault */
  answer(request: ReceivedCall): SoapAnswer | Promise<SoapAnswer>
}

/** A call whose envelope, header, id card and signature have been found right. */
export interface ReceivedCall {
  readonly body: XmlElement
  /** The whole envelope, for a service that reads its own headers. */
  readonly envelope: XmlElement
  /** Who asks; null for a service whose security is `open`. */
  readonly caller: ReceivedCaller | null
  /** Attributes of the HSUID header by name; null where it was not sent. */
  readonly hsuid: ReadonlyMap<string, readonly string[]> | null
  readonly attachments: ReadonlyMap<string, Buffer>
  readonly version: SoapVersion
  /** Root of the sandbox, for a service that answers with an address of its own. */
  readonly base: URL
  readonly now: Date
}

/** What the id card or the identity token says. */
export interface ReceivedCaller {
  readonly kind: Acting['kind']
  readonly level: 3 | 4 | 5
  /** Null for a citizen. */
  readonly cvr: string | null
  /** Null for a system. */
  readonly cpr: string | null
  readonly authorisationCode: string | null
  readonly role: string | null
  readonly systemName: string | null
  /** Of the identity token: the persons for whom the citizen may act. */
  readonly actsFor: readonly string[]
}

/** What a service answers. */
export interface SoapAnswer {
  readonly body: XmlText
  /** Sent as multipart/related beside the envelope where there are any. */
  readonly attachments?: ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }>
  /** Whether it is sent as multipart/related without attachments too, as some services do. */
  readonly isMultipart?: boolean
  /** wsa:Action of the answer; that of the call with `Response` after it where it is absent. */
  readonly action?: string
  /** Put into the SOAP header, such as a signature's confirmation. */
  readonly headers?: readonly XmlText[]
}
