import * as v from 'valibot'

const SECOND = 1_000
const DAY = 86_400 * SECOND

const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const url = (...protocols: readonly string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => protocols.includes(URL.parse(text)?.protocol ?? ''),
      `must be a URL that begins with ${protocols.join(' or ')}`,
    ),
    v.check((text) => {
      const { username = '', password = '' } = URL.parse(text) ?? {}
      return username === '' && password === ''
    }, 'must not hold a name or a password'),
  )

const web = url('http:', 'https:')
const host = v.pipe(v.string(), v.regex(/^[a-z0-9.:_-]+$/i, 'must be a name or an address'))
const port = wholeNumber(1, 65_535)

const timing = {
  everyMs: v.optional(wholeNumber(SECOND, DAY), 60 * SECOND),
  timeoutMs: v.optional(wholeNumber(100, 60 * SECOND), 10 * SECOND),
  degradedAboveMs: v.optional(v.nullable(wholeNumber(1, 60 * SECOND)), null),
}

const headers = v.pipe(
  v.record(v.string(), v.string()),
  v.transform((given) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value])),
  ),
)

/** How a probe is written in a catalogue: intervals default to a minute, time limits to ten seconds. */
export const probeGrammar = v.variant('kind', [
  v.strictObject({
    ...{ kind: v.literal('http'), url: web, ...timing },
    statuses: v.optional(v.array(wholeNumber(100, 599)), []),
    bodyContains: v.optional(v.nullable(v.string()), null),
    headers: v.optional(headers, {}),
  }),
  v.strictObject({ kind: v.literal('fhir'), url: web, ...timing }),
  v.strictObject({
    ...{ kind: v.literal('soap'), url: web, ...timing },
    soapVersion: v.optional(v.picklist(['1.1', '1.2']), '1.1'),
    action: v.optional(v.string(), ''),
    element: v.pipe(
      v.string(),
      v.regex(/^\{[^}]+\}[\w.-]+$/, 'must be written as {namespace}name'),
    ),
    dgws: v.optional(v.boolean(), false),
  }),
  v.strictObject({
    ...{ kind: v.literal('wsdl'), url: web, ...timing },
    service: v.optional(v.nullable(v.string()), null),
  }),
  v.strictObject({ kind: v.literal('graphql'), url: web, ...timing }),
  v.strictObject({
    ...{ kind: v.literal('ldap'), url: url('ldap:', 'ldaps:'), ...timing },
    bindDn: v.optional(v.nullable(v.string()), null),
    passwordVariable: v.optional(
      v.nullable(v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'must name a variable'))),
      null,
    ),
    base: v.string(),
  }),
  v.strictObject({ kind: v.literal('tcp'), host, port, ...timing }),
  v.strictObject({
    ...{ kind: v.literal('tls'), host, port, ...timing },
    daysLeftWanted: v.optional(wholeNumber(0, 3_650), 14),
  }),
  v.strictObject({ kind: v.literal('dns'), host, ...timing }),
])
