import { KnownError } from './errors.ts'
import { Secret } from './secret.ts'

/** Environment variables as the process got them. */
export type Env = Readonly<Record<string, string | undefined>>

/** Every problem of the settings at once; nothing has been started when it is thrown. */
export class ConfigError extends KnownError {
  readonly code = 'CONFIG_INVALID'
  readonly kind = 'invalid'

  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Cannot start: ${problems.join('; ')}`)
    this.problems = problems
  }
}

/**
 * Reads settings and collects every problem, so that one start tells them all.
 * A malformed value is a problem and never the fallback; an empty value counts as absent.
 * After the last read, call `done()`.
 */
export class EnvReader {
  readonly #env: Env
  readonly #problems: string[] = []

  constructor(env: Env) {
    this.#env = env
  }

  /** @param bounds both inclusive; without a fallback the variable is required */
  integer(
    name: string,
    bounds: { readonly min: number; readonly max: number; readonly fallback?: number },
  ): number {
    const raw = this.#raw(name)
    if (raw === undefined) return bounds.fallback ?? this.#absent(name, 'an integer', 0)
    const value = Number(raw)
    if (/^-?\d+$/.test(raw) && value >= bounds.min && value <= bounds.max) return value
    return this.#problem(
      `${name} must be an integer in ${bounds.min}..${bounds.max}, is "${raw}"`,
      bounds.min,
    )
  }

  /** @returns null when absent */
  optionalInteger(
    name: string,
    bounds: { readonly min: number; readonly max: number },
  ): number | null {
    return this.#raw(name) === undefined ? null : this.integer(name, bounds)
  }

  text(name: string, fallback?: string): string {
    return this.#raw(name) ?? fallback ?? this.#absent(name, 'a text', '')
  }

  /** @returns null when absent */
  optionalText(name: string): string | null {
    return this.#raw(name) ?? null
  }

  /** Accepts `true` and `false` only. */
  flag(name: string, fallback: boolean): boolean {
    const raw = this.#raw(name)
    if (raw === undefined) return fallback
    if (raw === 'true' || raw === 'false') return raw === 'true'
    return this.#problem(`${name} must be true or false, is "${raw}"`, fallback)
  }

  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const raw = this.#raw(name)
    if (raw === undefined) return fallback
    const found = choices.find((choice) => choice === raw)
    return (
      found ?? this.#problem(`${name} must be one of ${choices.join(', ')}, is "${raw}"`, fallback)
    )
  }

  /** @returns null when absent */
  optionalUrl(name: string, protocols: readonly string[] = ['http:', 'https:']): URL | null {
    const raw = this.#raw(name)
    if (raw === undefined) return null
    const url = URL.parse(raw)
    if (url && protocols.includes(url.protocol)) return url
    return this.#problem(`${name} must be a URL with ${protocols.join(' or ')}, is "${raw}"`, null)
  }

  /**
   * A secret from the variable `name`, or from the file that `name_FILE` names (its trailing line end removed).
   *
   * @param check says what is wrong with a value, without repeating it; null when nothing is
   * @returns null when absent
   */
  optionalSecret(
    name: string,
    {
      check = () => null,
      readFile,
    }: {
      readonly check?: (value: string) => string | null
      readonly readFile?: (path: string) => string
    } = {},
  ): Secret | null {
    const value = this.#raw(name) ?? this.#fromFile(`${name}_FILE`, readFile)
    if (value === undefined) return null
    const wrong = check(value)
    return wrong ? this.#problem(`${name} ${wrong}, is [secret]`, null) : new Secret(value)
  }

  /** Adds a problem that only the reader of several settings can see. */
  problem(text: string): void {
    this.#problems.push(text)
  }

  /** @throws {ConfigError} listing every missing or malformed variable at once */
  done(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems)
  }

  #raw(name: string): string | undefined {
    return this.#env[name] || undefined
  }

  #fromFile(name: string, readFile?: (path: string) => string): string | undefined {
    const path = this.#raw(name)
    if (path === undefined || !readFile) return undefined
    try {
      return readFile(path).replace(/\r?\n$/, '')
    } catch {
      return this.#problem(`${name} must name a readable file, is "${path}"`, undefined)
    }
  }

  #absent<T>(name: string, what: string, standIn: T): T {
    return this.#problem(`${name} must be ${what}, is absent`, standIn)
  }

  #problem<T>(text: string, standIn: T): T {
    this.#problems.push(text)
    return standIn
  }
}
