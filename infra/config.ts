import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Env, EnvReader } from '../services/kit/config.ts'
import { LOG_LEVELS, type LogLevel } from '../services/kit/log.ts'
import type { Secret } from '../services/kit/secret.ts'

/** Where the register is kept: in a server of ours below the data folder, or in one that is given. */
export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly port: number | null }
  | { readonly kind: 'given'; readonly url: Secret }

/** What `npm start` needs to know; a port that is null is a free one. */
export interface InfraConfig {
  readonly port: number
  readonly internalPort: number | null
  readonly dataDir: string
  readonly database: DatabaseConfig
  readonly logLevel: LogLevel
}

const PORTS = { min: 1, max: 65_535 }

/** @throws {ConfigError} listing every malformed variable at once */
export function infraConfigFrom(env: Env): InfraConfig {
  const read = new EnvReader(env)
  const url = read.optionalSecret('DATABASE_URL', {
    check: wrongDatabaseUrl,
    readFile: (path) => readFileSync(path, 'utf8'),
  })
  const postgresPort = read.optionalInteger('POSTGRES_PORT', PORTS)
  const config: InfraConfig = {
    port: read.integer('PORT', { min: 0, max: 65_535, fallback: 4000 }),
    internalPort: read.optionalInteger('INTERNAL_PORT', PORTS),
    dataDir: resolve(read.text('FUNDAMENT_DATA_DIR', './data')),
    database: url ? { kind: 'given', url } : { kind: 'embedded', port: postgresPort },
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
  if (url && postgresPort !== null) {
    read.problem('POSTGRES_PORT is for the embedded server, which DATABASE_URL leaves out')
  }
  read.done()
  return config
}

const wrongDatabaseUrl = (value: string): string | null =>
  ['postgres:', 'postgresql:'].includes(URL.parse(value)?.protocol ?? '')
    ? null
    : 'must be a URL with postgres: or postgresql:'
