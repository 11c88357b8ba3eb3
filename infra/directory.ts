import { readFileSync } from 'node:fs'
import { type HubRule, hubRulesFrom } from '../services/directory/domain/resolution/hub-rules.ts'
import { createDirectory, type DirectoryService } from '../services/directory/service.ts'
import type { EnvReader } from '../services/kit/config.ts'
import type { Secret } from '../services/kit/secret.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'
import { sampleHubRules } from './sample/read-hub-rules.ts'

/** What the directory needs to know beside its database. */
export interface DirectoryConfig {
  readonly poolSize: number
  readonly statementTimeoutMs: number
  readonly freshForDays: number
  /** Of the file that is named, else the sample's. */
  readonly hubRules: readonly HubRule[]
}

/** Reads the directory's settings; problems go to `read`. */
export const directoryConfigFrom = (read: EnvReader): DirectoryConfig => ({
  poolSize: read.integer('DATABASE_POOL_SIZE', { min: 1, max: 1_000, fallback: 10 }),
  statementTimeoutMs: read.integer('DATABASE_STATEMENT_TIMEOUT_MS', {
    min: 100,
    max: 300_000,
    fallback: 10_000,
  }),
  freshForDays: read.integer('REGISTER_FRESH_FOR_DAYS', { min: 1, max: 3_650, fallback: 3 }),
  hubRules: hubRulesOf(read),
})

function hubRulesOf(read: EnvReader): readonly HubRule[] {
  const path = read.optionalText('HUB_RULES_FILE')
  if (path === null) return sampleHubRules()
  try {
    return hubRulesFrom(readFileSync(path, 'utf8'))
  } catch (cause) {
    const state = cause instanceof RangeError ? cause.message : 'it is not readable'
    read.problem(`HUB_RULES_FILE must name a file of hub rules, but "${path}": ${state}`)
    return []
  }
}

/** Opens the directory over a database, seen by telemetry. */
export const openDirectory = (
  url: Secret,
  config: DirectoryConfig,
  { onQuery }: Pick<Telemetry, 'onQuery'>,
): Promise<DirectoryService> => {
  const { poolSize, statementTimeoutMs, freshForDays, hubRules } = config
  const database = { url, poolSize, statementTimeoutMs, onQuery }
  return createDirectory({ database, hubRules, freshForDays })
}
