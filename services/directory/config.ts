import type { EnvReader } from '../kit/config.ts'
import { type HubRule, hubRulesFrom } from './domain/hub-rules.ts'

/** What a directory needs to know beside where its database is. */
export interface DirectoryConfig {
  /** Connections to the database at most. */
  readonly poolSize: number
  readonly statementTimeoutMs: number
  /** An answer that rests on a snapshot older than this many days is stale. */
  readonly freshForDays: number
  readonly hubRules: readonly HubRule[]
}

/** Reads the directory's settings; problems go to `read`. */
export function directoryConfigFrom(
  read: EnvReader,
  readFile: (path: string) => string,
): DirectoryConfig {
  return {
    poolSize: read.integer('DATABASE_POOL_SIZE', { min: 1, max: 200, fallback: 10 }),
    statementTimeoutMs: read.integer('DATABASE_STATEMENT_TIMEOUT_MS', {
      min: 100,
      max: 300_000,
      fallback: 10_000,
    }),
    freshForDays: read.integer('FRESH_FOR_DAYS', { min: 0, max: 3_650, fallback: 3 }),
    hubRules: hubRulesOf(read, readFile),
  }
}

function hubRulesOf(read: EnvReader, readFile: (path: string) => string): readonly HubRule[] {
  const path = read.optionalText('HUB_RULES_FILE')
  if (path === null) return []
  try {
    return hubRulesFrom(readFile(path))
  } catch (cause) {
    const wrong = cause instanceof RangeError ? `, but: ${cause.message}` : ', is not readable'
    read.problem(`HUB_RULES_FILE must name a file of hub rules, is "${path}"${wrong}`)
    return []
  }
}
