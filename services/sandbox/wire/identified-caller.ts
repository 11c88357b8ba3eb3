import type { XmlElement } from '../../nsp/xml/parse.ts'
import type { HeardMessage } from './heard-message.ts'
import type { ReceivedCaller, SoapServicePlan } from './soap-service.ts'

/** Who asks, and what is asked as far as it is proved. */
export interface IdentifiedCaller {
  readonly caller: ReceivedCaller
  /** The one element of the body; read from what was signed where the body was. */
  readonly body: XmlElement
}

/**
 * Tells who asks, where the message proves it and the service takes it.
 *
 * @throws {FaultAnswer} the code of what is missing or wrong
 */
export type IdentifyCaller = (
  message: HeardMessage,
  plan: SoapServicePlan,
  now: Date,
) => IdentifiedCaller
