import { isUtf8 } from 'node:buffer'

const TEXTUAL = /^(text\/|application\/(.+\+)?(xml|json)\b)/

/** A document as text; in base64 where it is no text, or none in UTF-8. */
export const contentText = (mimeType: string, content: Buffer): string =>
  TEXTUAL.test(mimeType) && isUtf8(content) ? content.toString('utf8') : content.toString('base64')
