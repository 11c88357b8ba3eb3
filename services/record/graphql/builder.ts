import SchemaBuilder from '@pothos/core'
import DirectivesPlugin from '@pothos/plugin-directives'
import type { Context } from './context.ts'

interface Text {
  readonly Input: string
  readonly Output: string
}

/** The kinds of text that the graph tells apart. */
export type Scalars = {
  readonly ID: Text
  readonly SorId: Text
  readonly Date: Text
  readonly DateTime: Text
  readonly Cpr: Text
}

type Directives = {
  readonly key: {
    readonly locations: 'OBJECT'
    readonly args: { readonly fields: string; readonly resolvable?: boolean }
  }
  readonly shareable: {
    readonly locations: 'OBJECT' | 'FIELD_DEFINITION'
    readonly args: Readonly<Record<string, never>>
  }
}

/** Builds the record's part of the graph; each type adds itself from its own file. */
export const builder = new SchemaBuilder<{
  Context: Context
  Scalars: Scalars
  Directives: Directives
  DefaultFieldNullability: false
}>({
  plugins: [DirectivesPlugin],
  directives: { useGraphQLToolsUnorderedDirectives: true },
  defaultFieldNullability: false,
})

builder.queryType({})
builder.subscriptionType({})
