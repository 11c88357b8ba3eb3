import { builder, type Scalars } from './builder.ts'

type TextScalar = Exclude<keyof Scalars, 'ID'>

// What stands in several parts of the graph has the same words everywhere.
const SCALARS: Readonly<Record<TextScalar, string>> = {
  Cpr: 'A person number: 10 characters, with or without the hyphen; replacement numbers too. Only ever as a variable.',
  SorId: 'Identifier of a unit in the national register SOR: text of digits, Verhoeff check digit.',
  Date: 'A calendar day, YYYY-MM-DD.',
  DateTime: 'An instant, RFC 3339.',
}

for (const [name, description] of Object.entries(SCALARS)) {
  builder.scalarType(name as TextScalar, {
    description,
    serialize: String,
    // What fails here is quoted by the engine, with its value. So all is let through, and whoever uses it says what is wrong.
    parseValue: (value) => (typeof value === 'string' ? value : ''),
  })
}
