import { GraphQLError } from 'graphql'
import { builder, type Scalars } from './builder.ts'

type TextScalar = Exclude<keyof Scalars, 'ID'>

// An identifier is checked where it is used: one bad key among a thousand is an error at its place, not of the request.
const SCALARS: Readonly<Record<TextScalar, string>> = {
  SorId: 'Identifier of a unit in the national register SOR: text of digits, Verhoeff check digit.',
  Gln: 'Global Location Number: 13 digits, mod-10 check digit. Names a mailbox, not an organisation.',
  Ydernummer:
    'Provider number: 6 characters, leading zeros kept; 8 beginning with 99 is a duplicate marked by the register.',
  ShakCode: 'Hospital classification code: 4, 6 or 7 characters.',
  Cvr: 'Company number: 8 digits.',
  Date: 'A calendar day, YYYY-MM-DD.',
  DateTime: 'An instant, RFC 3339.',
}

for (const [name, description] of Object.entries(SCALARS)) {
  builder.scalarType(name as TextScalar, {
    description,
    serialize: String,
    parseValue: (value) => {
      if (typeof value === 'string') return value
      throw new GraphQLError(`Cannot read ${name}: it is no text`)
    },
  })
}
