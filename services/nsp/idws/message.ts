import { dgwsTime } from '../dgws/security.ts'
import { signMessage } from '../signature/sign-message.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import { tokenReference } from '../signature/token-reference.ts'
import { writeAddressing } from '../soap/addressing.ts'
import { writeEnvelope } from '../soap/envelope.ts'
import { NS } from '../soap/namespaces.ts'
import { namespaceOf, type SoapVersion } from '../soap/version.ts'
import { type XmlText, xml } from '../xml/template.ts'

/** A message that shows an identity token. */
export interface IdwsMessage {
  readonly version: SoapVersion
  readonly action: string
  /** `urn:uuid:…` */
  readonly messageId: string
  readonly to?: string | null
  readonly created: Date
  /** As the STS gave it, to the letter, with its `ID`. */
  readonly token: { readonly id: string; readonly text: XmlText }
  /** Of the token's holder. */
  readonly signingKey: SigningKey
  /** Beside those of the standard, such as HSUID; not signed. */
  readonly more?: readonly XmlText[]
  readonly body: XmlText
}

const IDS = { action: 'action', messageId: 'messageID', timestamp: 'ts', body: 'body', str: 'str' }

/** Writes a message and signs it with the key that confirms the token. */
export function writeIdwsMessage(message: IdwsMessage): XmlText {
  const { version, action, messageId, to = null, token, signingKey } = message
  const security = xml`<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" xmlns:soap="${namespaceOf(version)}" soap:mustUnderstand="${version === '1.1' ? '1' : 'true'}"><wsu:Timestamp wsu:Id="${IDS.timestamp}"><wsu:Created>${dgwsTime(message.created)}</wsu:Created></wsu:Timestamp>${token.text}${tokenReference(token.id, IDS.str)}</wsse:Security>`
  const envelope = writeEnvelope({
    version,
    headers: [
      security,
      ...writeAddressing({ action, messageId, to }, IDS),
      ...(message.more ?? []),
    ],
    body: message.body,
    bodyId: IDS.body,
  })
  return signMessage(envelope, {
    ...{ signingKey, algorithm: 'rsa-sha256', keyInfo: tokenReference(token.id) },
    parts: [IDS.action, IDS.messageId, IDS.timestamp, IDS.body],
    tokenReference: IDS.str,
  })
}
