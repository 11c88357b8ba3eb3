import { NS } from './namespaces.ts'

/** SOAP 1.1 is text/xml with SOAPAction; 1.2 is application/soap+xml with action. */
export type SoapVersion = '1.1' | '1.2'

/** The namespace of a version's envelope. */
export const namespaceOf = (version: SoapVersion): string =>
  version === '1.1' ? NS.soap11 : NS.soap12

/** The media type of a version's envelope. */
export const mediaTypeOf = (version: SoapVersion): string =>
  version === '1.1' ? 'text/xml' : 'application/soap+xml'

/** Content-Type of an envelope that stands alone; 1.2 names the action in it. */
export const contentTypeOf = (version: SoapVersion, action: string | null): string =>
  version === '1.1' || action === null
    ? `${mediaTypeOf(version)}; charset=utf-8`
    : `${mediaTypeOf(version)}; charset=utf-8; action=${quoted(action)}`

/** A text in double quotes, as HTTP and MIME write it. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
