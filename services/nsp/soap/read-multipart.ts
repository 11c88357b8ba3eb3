import { XmlRefused } from '../xml/errors.ts'
import { mediaType } from './media-type.ts'

/** A message as HTTP carried it, taken apart. */
export interface SoapPayload {
  readonly envelope: Buffer
  /** By content id without brackets. */
  readonly attachments: ReadonlyMap<string, Buffer>
  /** Media type of the envelope, of which SOAP's version can be told; empty where none was said. */
  readonly type: string
}

/** More parts than any answer of the platform has. */
const MAX_PARTS = 1_000
const MAX_HEAD_BYTES = 8_192
const HEAD_END = Buffer.from('\r\n\r\n')
// Some services send multipart and say text/xml: a message that begins with a boundary is one, whatever its type.
const UNDECLARED = /^(?:\r\n)?--([\w'()+,./:=?-]{1,70})[ \t]*\r\n/

/**
 * Takes a message apart: plain XML, multipart/related, and multipart that is not declared.
 *
 * @throws {XmlRefused} for multipart that cannot be read
 */
export function readPayload(contentType: string | null | undefined, body: Buffer): SoapPayload {
  const { type, parameters } = mediaType(contentType)
  const declared = type.startsWith('multipart/') ? parameters.get('boundary') : undefined
  const boundary = declared ?? UNDECLARED.exec(body.toString('latin1', 0, 100))?.[1]
  if (!boundary) {
    if (type.startsWith('multipart/')) throw new XmlRefused('its multipart has no boundary')
    return { envelope: body, attachments: new Map(), type }
  }
  const parts = partsOf(body, boundary)
  const start = withoutBrackets(parameters.get('start') ?? '')
  const root = parts.find(({ id }) => start !== '' && id === start) ?? parts[0]
  if (!root) throw new XmlRefused('its multipart has no part')
  const attachments = new Map<string, Buffer>()
  for (const part of parts) {
    if (part === root || part.id === '') continue
    if (attachments.has(part.id)) throw new XmlRefused('two of its parts have the same Content-ID')
    attachments.set(part.id, part.bytes)
  }
  return { envelope: root.bytes, attachments, type: envelopeType(root, parameters) }
}

/**
 * The content id that a `cid:` address names; null for another address.
 *
 * @throws {XmlRefused} for one that is not encoded as addresses are
 */
export function contentIdOf(href: string | null): string | null {
  if (href === null || !href.startsWith('cid:')) return null
  try {
    return decodeURIComponent(href.slice('cid:'.length))
  } catch (cause) {
    throw new XmlRefused('an address of an attachment is malformed', { cause })
  }
}

interface Part {
  readonly id: string
  readonly contentType: string
  readonly bytes: Buffer
}

function partsOf(body: Buffer, boundary: string): readonly Part[] {
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(mark)
  while (at >= 0) {
    const from = at + mark.length
    if (body.toString('latin1', from, from + 2) === '--') return parts
    const next = body.indexOf(`\r\n--${boundary}`, from)
    if (next < 0) break
    if (parts.length >= MAX_PARTS) throw new XmlRefused(`it has more than ${MAX_PARTS} parts`)
    parts.push(partOf(body.subarray(from, next)))
    at = next + 2
  }
  throw new XmlRefused('its multipart has no end')
}

function partOf(bytes: Buffer): Part {
  const end = bytes.subarray(0, MAX_HEAD_BYTES).indexOf(HEAD_END)
  if (end < 0) throw new XmlRefused('a part of its multipart has no end of its head')
  const head = bytes.toString('latin1', 0, end).replace(/\r\n[ \t]+/g, ' ')
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const encoding = field('content-transfer-encoding').toLowerCase()
  const content = bytes.subarray(end + HEAD_END.length)
  return {
    id: withoutBrackets(field('content-id')),
    contentType: field('content-type'),
    bytes: encoding === 'base64' ? Buffer.from(content.toString('latin1'), 'base64') : content,
  }
}

function envelopeType(root: Part, parameters: ReadonlyMap<string, string>): string {
  const { type, parameters: own } = mediaType(root.contentType)
  if (type !== 'application/xop+xml') return type
  return mediaType(own.get('type') ?? parameters.get('start-info')).type
}

const withoutBrackets = (id: string): string => id.replace(/^<(.*)>$/, '$1')
