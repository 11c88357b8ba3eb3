import * as v from 'valibot'
import { probeGrammar } from './probe-grammar.ts'

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'))
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower case letters, digits and hyphens'),
)
const sorId = v.pipe(v.string(), v.regex(/^\d{11,19}$/, 'must be a SOR id'))

const service = v.strictObject({
  id,
  name: v.strictObject({ da: text, en: text }),
  owner: text,
  organisation: v.optional(v.nullable(sorId), null),
  isReleased: v.optional(v.boolean(), true),
  protocol: text,
  environment: v.optional(text, 'production'),
  objective: v.strictObject({
    ratio: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    windowDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)), 30),
    p95Ms: v.optional(v.nullable(v.pipe(v.number(), v.minValue(1))), null),
  }),
  severity: v.picklist(['P1', 'P2', 'P3', 'P4', 'P5']),
  dependsOn: v.optional(v.array(id), []),
  contacts: v.optional(
    v.array(v.strictObject({ kind: v.picklist(['email', 'phone', 'url']), value: text })),
    [],
  ),
  probes: v.optional(v.array(probeGrammar), []),
})

const accessPoint = v.strictObject({
  id: text,
  organisation: v.optional(v.nullable(sorId), null),
  isReleased: v.optional(v.boolean(), false),
  probes: v.pipe(v.array(probeGrammar), v.minLength(1, 'must hold a probe at least')),
})

/** How a catalogue is written. An access point that is listed is one whose owner has agreed to be probed. */
export const catalogueGrammar = v.strictObject({
  services: v.array(service),
  accessPoints: v.optional(v.array(accessPoint), []),
  references: v.optional(v.array(probeGrammar), []),
})
