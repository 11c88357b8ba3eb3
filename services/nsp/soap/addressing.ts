import { randomUUID } from 'node:crypto'
import { textOf } from '../xml/element.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { headerOf, type SoapEnvelope } from './envelope.ts'
import { NS, wsa } from './namespaces.ts'

/** WS-Addressing headers of a message. */
export interface Addressing {
  readonly action: string
  /** `urn:uuid:…`; null for none. */
  readonly messageId: string | null
  readonly to?: string | null
  /** Of a reply: the id of the message that it answers. */
  readonly relatesTo?: string | null
}

/** `wsu:Id` of the headers, for a signature that covers them. */
export interface AddressingIds {
  readonly action: string
  readonly messageId: string
}

/** A new message id, in the form that the platform's own clients send. */
export const newMessageId = (): string => `urn:uuid:${randomUUID()}`

/** Writes the headers, each with its own declarations so that it can be signed by itself. */
export function writeAddressing(parts: Addressing, ids?: AddressingIds): readonly XmlText[] {
  const { action, messageId, to, relatesTo } = parts
  const id = (value: string | undefined) =>
    value === undefined ? null : xml` xmlns:wsu="${NS.wsu}" wsu:Id="${value}"`
  return [
    xml`<wsa:Action xmlns:wsa="${NS.wsa}"${id(ids?.action)}>${action}</wsa:Action>`,
    ...(messageId
      ? [
          xml`<wsa:MessageID xmlns:wsa="${NS.wsa}"${id(ids?.messageId)}>${messageId}</wsa:MessageID>`,
        ]
      : []),
    ...(to ? [xml`<wsa:To xmlns:wsa="${NS.wsa}">${to}</wsa:To>`] : []),
    ...(relatesTo ? [xml`<wsa:RelatesTo xmlns:wsa="${NS.wsa}">${relatesTo}</wsa:RelatesTo>`] : []),
  ]
}

/**
 * Reads the headers.
 *
 * @returns null where there is no wsa:Action
 * @throws {XmlRefused} where one of them stands there twice
 */
export function readAddressing(envelope: SoapEnvelope): Addressing | null {
  const of = (name: string) => textOf(headerOf(envelope, wsa(name)))
  const action = of('Action')
  if (action === null) return null
  return { action, messageId: of('MessageID'), to: of('To'), relatesTo: of('RelatesTo') }
}
