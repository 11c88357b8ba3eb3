import type { X509Certificate } from 'node:crypto'
import { ds } from '../../../nsp/signature/algorithms.ts'
import { securityOf } from '../../../nsp/signature/sign-message.ts'
import { type SignedMessage, verifyMessage } from '../../../nsp/signature/verify-message.ts'
import { wsu } from '../../../nsp/soap/namespaces.ts'
import {
  type ExchangeRequest,
  readExchangeRequest,
} from '../../../nsp/sts/messages/exchange-request.ts'
import { instantOf } from '../../../nsp/sts/messages/instant.ts'
import { EXCHANGE_ACTION, EXCHANGE_TOKEN_TYPE, STS_NS } from '../../../nsp/sts/messages/names.ts'
import { child, elementsOf, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'
import { refusal } from './refusals.ts'
import {
  checkCreated,
  checkListed,
  checkNotRevoked,
  heard,
  MESSAGE_ALGORITHMS,
  type StsTrust,
} from './trust.ts'

/** An exchange whose message is signed by somebody who may ask for one. */
export interface HeardExchange {
  readonly request: ExchangeRequest
  /** Who signed the message. */
  readonly certificate: X509Certificate
}

/** What its signature has to cover: action, id, timestamp and body. */
const COVERED = 4

/**
 * Verifies the message of an exchange and reads it from what was signed.
 *
 * @throws {FaultAnswer} for a message that is not signed as it has to be, not now, by somebody who is not listed, or asks for
 *   something else than a new token
 */
export function heardExchange(trust: StsTrust, { envelope, now }: ReceivedCall): HeardExchange {
  checkCoverage(envelope)
  const signed = heard(() => verified(trust, envelope, now))
  checkCreated(instantOf(textOf(child(signed.timestamp, wsu('Created')))), now)
  checkNotRevoked(trust, signed.certificate)
  checkListed(trust, signed.certificate)
  if (textOf(signed.action) !== EXCHANGE_ACTION)
    throw refusal('BadRequest', 'the action is not that of an exchange')
  const request = heard(() => readExchangeRequest(elementsOf(signed.body)[0] ?? null))
  if (request.requestType === `${STS_NS.wst13}/Renew`)
    throw refusal('UnableToRenew', 'a token is exchanged anew, never renewed')
  if (request.requestType !== `${STS_NS.wst13}/Issue`)
    throw refusal('BadRequest', 'RequestType is not known')
  if (request.tokenType !== EXCHANGE_TOKEN_TYPE)
    throw refusal('BadRequest', 'TokenType is not known')
  return { request, certificate: signed.certificate }
}

const verified = ({ authorities }: StsTrust, envelope: XmlElement, now: Date): SignedMessage =>
  verifyMessage(envelope, {
    signer: { by: 'authorities', authorities, now },
    algorithms: MESSAGE_ALGORITHMS,
  })

function checkCoverage(envelope: XmlElement): void {
  const signature = heard(() => child(securityOf(envelope), ds('Signature')))
  const info = signature && heard(() => child(signature, ds('SignedInfo')))
  const references = info ? elementsOf(info).filter((one) => one.localName === 'Reference') : []
  if (references.length < COVERED)
    throw refusal('AuthenticationBadElements', 'action, message id, timestamp and body are signed')
}
