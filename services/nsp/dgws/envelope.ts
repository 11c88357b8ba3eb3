import { writeEnvelope } from '../soap/envelope.ts'
import type { SoapVersion } from '../soap/version.ts'
import type { XmlText } from '../xml/template.ts'
import { type DgwsHeaderParts, writeDgwsHeader } from './header.ts'
import { writeSecurity } from './security.ts'

/** A message of Den Gode Webservice 1.0.1. */
export interface DgwsMessage {
  readonly version: SoapVersion
  readonly header: DgwsHeaderParts
  readonly created: Date
  /** Signed by the STS; null for a reply. */
  readonly idCard: XmlText | null
  /** Beside the two of the standard, such as HSUID and WS-Addressing. */
  readonly more?: readonly XmlText[]
  readonly body: XmlText
}

/** Writes a message: `wsse:Security`, `medcom:Header`, other headers, body. */
export const writeDgwsEnvelope = (message: DgwsMessage): XmlText =>
  writeEnvelope({
    version: message.version,
    headers: [
      writeSecurity(message.created, message.idCard),
      writeDgwsHeader(message.header),
      ...(message.more ?? []),
    ],
    body: message.body,
  })
