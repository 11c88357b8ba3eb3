import { isKnownError } from '../../services/kit/errors.ts'
import type { ServiceName } from '../../services/nsp/platform/services.ts'
import { DgwsFault, SoapFault, StsFault } from '../../services/nsp/soap/errors.ts'
import { XmlRefused } from '../../services/nsp/xml/errors.ts'

/** What came of trying one service. */
export interface Verdict {
  readonly service: ServiceName
  readonly kind: 'seen' | 'refused' | 'differs' | 'absent'
  /** In our own words and the codes of standards: nothing that a service wrote, which may name a person. */
  readonly what: string
}

/** Something that is not as we expect it. */
export class Differs extends Error {}

// Faults that speak of the message and not of who sent it: what we send is not what is taken there.
const OF_MESSAGE: ReadonlySet<string> = new Set([
  ...['syntax_error', 'missing_required_header', 'illegal_http_method'],
  ...['InvalidRequest', 'BadRequest', 'AuthenticationBadElements'],
  ...['VersionMismatch', 'MustUnderstand', 'DataEncodingUnknown'],
])

/** What an error says of a service that was tried. */
export function verdictOn(error: unknown): Pick<Verdict, 'kind' | 'what'> {
  if (error instanceof Differs) return { kind: 'differs', what: error.message }
  if (error instanceof DgwsFault) return onFault(error.faultCode)
  if (error instanceof StsFault) return onFault(error.faultCode, 'wst:')
  if (error instanceof SoapFault) return onFault(wordOf(error.serviceCode ?? error.faultCode))
  if (error instanceof DOMException) return { kind: 'differs', what: 'no answer in time' }
  if (!isKnownError(error)) throw error
  if (error.kind === 'denied') return { kind: 'refused', what: error.code }
  return { kind: 'differs', what: [error.message, ...detailsOf(error.cause)].join(': ') }
}

const onFault = (code: string, prefix = ''): Pick<Verdict, 'kind' | 'what'> =>
  OF_MESSAGE.has(code)
    ? { kind: 'differs', what: `our message is not taken: fault ${prefix}${code}` }
    : { kind: 'refused', what: `fault ${prefix}${code}` }

const wordOf = (code: string): string => (/^[A-Za-z][\w.-]{0,59}$/.test(code) ? code : 'of its own')

// Of the reasons behind it only those that are ours to the letter.
const detailsOf = (cause: unknown): readonly string[] =>
  cause instanceof XmlRefused ? [cause.message] : []

/** One line, in columns. */
export const lineOf = ({ service, kind, what }: Verdict): string =>
  `${kind.padEnd(8)} ${service.padEnd(25)} ${what}`.trimEnd()
