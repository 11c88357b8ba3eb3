import { createHash, timingSafeEqual } from 'node:crypto'
import type { EnvReader } from './config.ts'
import { KnownError } from './errors.ts'
import type { Secret } from './secret.ts'

/** Who asks: a named caller and what it has been granted. */
export interface Caller {
  readonly name: string
  /** Opaque texts; what one of them opens is for the service that checks it to say. */
  readonly grants: ReadonlySet<string>
  /** Of a person who has signed in; a system has none. */
  readonly signIn?: SignIn
}

/** Under whose name a call is counted: a system's own; people are not told apart. */
export const consumerOf = (caller: Caller | null): string | null =>
  caller?.signIn ? 'signed-in people' : (caller?.name ?? null)

/** What a person's token says, once it has been found to be the issuer's own and in force. */
export interface SignIn {
  /** As it came: it is exchanged for other tokens. */
  readonly token: Secret
  readonly claims: Readonly<Record<string, unknown>>
}

/** When a sign-in ends; null where its token does not say. */
export const endOfSignIn = ({ claims: { exp } }: SignIn): Date | null =>
  typeof exp === 'number' ? new Date(exp * 1_000) : null

/** The callers that a process knows. */
export interface Callers {
  /**
   * @param authorization the header as it came
   * @returns null for an anonymous caller, which sends none
   * @throws {CallerUnknown} on a key that nobody has, and on a scheme other than Bearer
   */
  callerOf(authorization: string | undefined): Caller | null
  /** @returns null where there is none of that name, or no more */
  named(name: string): Caller | null
  /** How many there are. */
  readonly count: number
}

/** A key was sent and nobody has it; never answered as if no key had been sent. */
export class CallerUnknown extends KnownError {
  readonly code = 'CALLER_UNKNOWN'
  readonly kind = 'denied'

  constructor() {
    super('Cannot admit caller: its key is unknown')
  }
}

interface Entry {
  readonly caller: Caller
  readonly keySha256: Buffer
}

/**
 * Reads callers from the text of a JSON file: `[{ "name", "keySha256", "grants": ["…"] }]`.
 *
 * @returns the callers, or what is wrong with the text, without a hash in it
 */
export function parseCallers(text: string): Callers | string {
  try {
    return callersOf(entriesFrom(JSON.parse(text)))
  } catch (cause) {
    return cause instanceof RangeError ? cause.message : 'is not JSON'
  }
}

/** Nobody has a key: every key is refused, and without one a caller is anonymous. */
export const noCallers: Callers = callersOf([])

/** The callers of the file that `FUNDAMENT_CALLERS_FILE` names; problems go to `read`. */
export function callersFrom(read: EnvReader, readFile: (path: string) => string): Callers {
  const path = read.optionalText('FUNDAMENT_CALLERS_FILE')
  if (path === null) return noCallers
  try {
    const callers = parseCallers(readFile(path))
    if (typeof callers !== 'string') return callers
    read.problem(`FUNDAMENT_CALLERS_FILE must name a file of callers, but "${path}" ${callers}`)
  } catch {
    read.problem(`FUNDAMENT_CALLERS_FILE must name a readable file, is "${path}"`)
  }
  return noCallers
}

/** The token of a Bearer header; null for another header, and for none. */
export const bearerOf = (authorization: string | undefined): string | null =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null

function callersOf(entries: readonly Entry[]): Callers {
  return {
    callerOf: (authorization) => callerOf(entries, authorization),
    count: entries.length,
    named: (name) => entries.find(({ caller }) => caller.name === name)?.caller ?? null,
  }
}

function entriesFrom(json: unknown): readonly Entry[] {
  if (!Array.isArray(json)) throw new RangeError('is not a list')
  const entries = json.map((item, index) => entryFrom(item, `entry ${index + 1}`))
  if (new Set(entries.map(({ caller }) => caller.name)).size < entries.length) {
    throw new RangeError('names a caller twice')
  }
  return entries
}

function entryFrom(item: unknown, where: string): Entry {
  const { name, keySha256, grants } = Object(item)
  if (typeof name !== 'string' || name === '') throw new RangeError(`has no name in ${where}`)
  if (typeof keySha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(keySha256)) {
    throw new RangeError(`has no keySha256 of 64 hexadecimal digits in ${where}`)
  }
  if (!Array.isArray(grants) || !grants.every((grant) => typeof grant === 'string')) {
    throw new RangeError(`has no list of grants in ${where}`)
  }
  return { caller: { name, grants: new Set(grants) }, keySha256: Buffer.from(keySha256, 'hex') }
}

function callerOf(entries: readonly Entry[], authorization: string | undefined): Caller | null {
  if (authorization === undefined) return null
  const key = bearerOf(authorization) ?? ''
  const sent = createHash('sha256').update(key).digest()
  // All are compared, so that the time taken does not tell which one it was.
  const found = entries.filter(({ keySha256 }) => timingSafeEqual(keySha256, sent))
  const [entry] = found
  if (key === '' || !entry) throw new CallerUnknown()
  return entry.caller
}
