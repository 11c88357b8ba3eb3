import { randomUUID } from 'node:crypto'
import type { XmlText } from '../xml/template.ts'
import { mediaTypeOf, quoted, type SoapVersion } from './version.ts'

/** Bytes that are sent beside an envelope. */
export interface Attachment {
  /** Media type. */
  readonly type: string
  readonly bytes: Buffer
}

/** What is sent over HTTP. */
export interface WrittenMessage {
  readonly contentType: string
  readonly body: Buffer
}

/** An envelope with what stands beside it. */
export interface MessageParts {
  readonly version: SoapVersion
  /** Null for a reply. */
  readonly action: string | null
  readonly envelope: XmlText
  /** By content id without brackets. */
  readonly attachments: ReadonlyMap<string, Attachment>
}

const LINE = '\r\n'

/**
 * Writes multipart/related with the envelope as its root.
 *
 * @see SOAP Message Transmission Optimization Mechanism; XML-binary Optimized Packaging
 */
export function writeMultipart({
  version,
  action,
  envelope,
  attachments,
}: MessageParts): WrittenMessage {
  const boundary = `uuid:${randomUUID()}`
  const start = `<root.${randomUUID()}@fundament>`
  const type = mediaTypeOf(version)
  const named = version === '1.2' && action !== null ? `; action=${quoted(action)}` : ''
  const parts = [
    head(boundary, start, `application/xop+xml; charset=UTF-8; type=${quoted(type + named)}`),
    Buffer.from(envelope.toString()),
    ...[...attachments].flatMap(([id, { type: mime, bytes }]) => [
      head(boundary, `<${id}>`, mime),
      bytes,
    ]),
    Buffer.from(`${LINE}--${boundary}--${LINE}`),
  ]
  const contentType = [
    'multipart/related; type="application/xop+xml"',
    ...[`boundary=${quoted(boundary)}`, `start=${quoted(start)}`],
    `start-info=${quoted(type)}`,
    ...(named ? [named.slice(2)] : []),
  ].join('; ')
  return { contentType, body: Buffer.concat(parts) }
}

/** What `xop:Include` names a content id by. */
export const cidOf = (contentId: string): string =>
  `cid:${encodeURIComponent(contentId).replace(/%40/g, '@')}`

const head = (boundary: string, id: string, type: string): Buffer =>
  Buffer.from(
    [
      `${LINE}--${boundary}`,
      `Content-Type: ${oneLine(type)}`,
      'Content-Transfer-Encoding: binary',
      `Content-ID: ${oneLine(id)}`,
      LINE,
    ].join(LINE),
  )

const oneLine = (text: string): string => text.replace(/[\r\n]/g, '')
