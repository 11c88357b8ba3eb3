import * as v from 'valibot'

const text = (most = 200) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(most))

// Tokens and person numbers go there: nobody on the way may read them but on this machine itself.
const url = v.pipe(
  v.string('must be a URL'),
  v.check((given) => isSafe(URL.parse(given)), 'must be a URL of https, or of http on loopback'),
  v.check((given) => {
    const { username = '', password = '', search = '', hash = '' } = URL.parse(given) ?? {}
    return username + password + search + hash === ''
  }, 'must be a URL without credentials, query and fragment'),
  v.transform((given) => new URL(given)),
)

const isSafe = (given: URL | null): boolean =>
  given?.protocol === 'https:' ||
  (given?.protocol === 'http:' && /^(127\.[\d.]+|\[::1\]|localhost)$/.test(given.hostname))

const file = text(4_096)

/** How a profile is written: places are URLs, or `true` for where a service stands under `host`. */
export const profileGrammar = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name in a-z, 0-9 and -'),
  ),
  host: v.optional(v.nullable(url), null),
  services: v.record(
    v.string(),
    v.union(
      [v.literal(true), url],
      (issue) => issue.issues?.at(-1)?.message ?? 'must be a URL or true',
    ),
  ),
  dcc: v.optional(v.nullable(url), null),
  authorities: v.pipe(v.array(file), v.minLength(1, 'must name one file at least')),
  system: v.strictObject({
    certificate: file,
    key: file,
    cvr: v.pipe(v.string(), v.regex(/^\d{8}$/, 'must have 8 digits')),
    careProvider: text(),
    systemName: text(25),
    systemVersion: text(25),
    systemOwner: text(),
  }),
  signIn: v.optional(v.nullable(v.strictObject({ issuer: url, audience: text() })), null),
})

/** A profile as it is written. */
export type ProfileFile = v.InferOutput<typeof profileGrammar>
