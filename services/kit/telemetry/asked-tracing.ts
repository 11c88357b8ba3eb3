import { parseTraceparent } from './traceparent.ts'
import { idsOnly, type Tracing } from './tracing.ts'

/**
 * Records only the traces that a caller asks for, by a `traceparent` whose flags say that it is recorded; every other request costs what it
 * would cost without.
 */
export const askedTracing = (recorded: Tracing): Tracing => ({
  server: (name, attributes, traceparent) => {
    const { sampled = false } = parseTraceparent(traceparent) ?? {}
    return (sampled ? recorded : idsOnly).server(name, attributes, traceparent)
  },
  child: (kind, name, options) =>
    (options.parent || recorded.active() ? recorded : idsOnly).child(kind, name, options),
  ended: (name, options) => recorded.ended(name, options),
  active: () => recorded.active(),
  [Symbol.asyncDispose]: () => recorded[Symbol.asyncDispose](),
})
