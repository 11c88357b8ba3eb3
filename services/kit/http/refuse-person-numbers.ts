import type { RequestHandler } from 'express'
import { BREAK, type DocumentNode, Kind, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { toGraphQLError } from '../graphql-errors.ts'
import { holdsPersonNumber, PersonNumberInRequest } from '../person-number.ts'

/**
 * Refuses a request whose URL holds what may be a person's number, also where it is encoded, or stands in JSON there.
 *
 * @throws {PersonNumberInRequest} to the next error handler
 */
export const refuseNumbersInUrl: RequestHandler = (request, _response, next) => {
  if (readings(request.originalUrl).some(holdsPersonNumber)) {
    throw new PersonNumberInRequest('its URL')
  }
  next()
}

/**
 * What may be a person's number travels as a variable. A literal, a name or a remark would stand in caches of documents and in the logs of whoever records
 * queries. Found before the document is validated, because the library's own rules quote what they complain of.
 */
export const numbersAsVariables = (): Pick<Plugin, 'onParse'> => {
  // A document that is asked again is the same object, and is looked through once.
  const checked = new WeakSet<object>()
  return {
    onParse:
      () =>
      ({ result, replaceParseResult }) => {
        if (!isDocument(result) || checked.has(result)) return
        if (holdsNumber(result)) return replaceParseResult(refusal())
        checked.add(result)
      },
  }
}

const refusal = () => toGraphQLError(new PersonNumberInRequest('its query'))

const isDocument = (result: unknown): result is DocumentNode =>
  Object(result).kind === Kind.DOCUMENT

// The text is looked through too: names and remarks are kept with it, and names are quoted in errors.
function holdsNumber(document: DocumentNode): boolean {
  let found = holdsPersonNumber(document.loc?.source.body ?? '')
  const look = ({ value }: { readonly value: string }): unknown => {
    found ||= holdsPersonNumber(value)
    return found ? BREAK : undefined
  }
  visit(document, { StringValue: look, IntValue: look, FloatValue: look })
  return found
}

// A server behind may read it in any of these ways.
function readings(url: string): readonly string[] {
  const decoded = decodedOf(url)
  return [url, decoded, decoded.replace(/\\u00(3[0-9]|2d)/gi, (_, hex) => charOf(hex))]
}

const charOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

// Decoded bit by bit: one malformed escape leaves the others readable.
const decodedOf = (url: string): string => url.replace(/%([0-9a-f]{2})/gi, (_, hex) => charOf(hex))
