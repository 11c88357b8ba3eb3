import { GraphQLError } from 'graphql'
import { builder, type Scalars } from './builder.ts'

type TextScalar = Exclude<keyof Scalars, 'ID'>

// The same words as in the directory's part: one scalar of the graph has one description.
const SCALARS: Readonly<Record<TextScalar, string>> = {
  SorId: 'Identifier of a unit in the national register SOR: text of digits, Verhoeff check digit.',
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
