import type { RequestHandler } from 'express'
import type { ASTVisitor, ValidationContext } from 'graphql'
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
 * Validation rule: what may be a person's number travels as a variable. A literal would stand in caches of documents and in the logs
 * of whoever records queries.
 */
export const numbersAsVariables = (context: ValidationContext): ASTVisitor => {
  const check = ({ value }: { readonly value: string }): void => {
    if (holdsPersonNumber(value)) {
      context.reportError(toGraphQLError(new PersonNumberInRequest('a literal of the query')))
    }
  }
  return { StringValue: check, IntValue: check, FloatValue: check }
}

// A server behind may read it in any of these ways.
function readings(url: string): readonly string[] {
  const decoded = decodedOf(url)
  return [url, decoded, decoded.replace(/\\u00(3[0-9]|2d)/gi, (_, hex) => charOf(hex))]
}

const charOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

// Decoded bit by bit: one malformed escape leaves the others readable.
const decodedOf = (url: string): string => url.replace(/%([0-9a-f]{2})/gi, (_, hex) => charOf(hex))
