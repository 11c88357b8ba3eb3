import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { practitionersFrom } from '../services/directory/config/practitioners.ts'
import { type QualityConfig, qualityConfigFrom } from '../services/directory/config/quality.ts'
import { type DirectoryConfig, directoryConfigFrom } from '../services/directory/config.ts'
import { type Env, EnvReader } from '../services/kit/config.ts'
import { LOG_LEVELS, type LogLevel } from '../services/kit/log.ts'
import type { Secret } from '../services/kit/secret.ts'
import { type WebhookConfig, webhookConfigFrom } from '../services/kit/webhook/config.ts'
import { type UptimeConfig, uptimeConfigFrom } from '../services/uptime/config.ts'
import { type WebConfig, webConfigFrom } from './web-config.ts'

/** Where the register is kept: in a server of ours below the data folder, or in one that is given. */
export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly port: number | null }
  | { readonly kind: 'given'; readonly url: Secret }

/** What every process needs to know. */
export interface LogConfig {
  readonly logLevel: LogLevel
}

/** What a command needs to know that works as the directory does, and serves nothing. */
export interface DirectoryDataConfig extends DataConfig {
  readonly directory: DirectoryConfig
}

/** What a process needs to know to keep data. */
export interface DataConfig extends LogConfig {
  readonly dataDir: string
  readonly database: DatabaseConfig
}

/** What a process that answers requests needs to know; a port that is null is a free one. */
export interface ServeConfig extends LogConfig, WebConfig {
  readonly port: number
  readonly internalPort: number | null
}

/** What a process that serves the directory needs to know. */
export interface DirectoryServeConfig extends ServeConfig, DataConfig {
  readonly directory: DirectoryConfig
}

/** What a process that serves uptime alone needs to know. */
export interface UptimeServeConfig extends ServeConfig, DataConfig {
  readonly uptime: UptimeConfig
  /** Address by which the world knows the server; null for what each request says it asked. */
  readonly publicUrl: URL | null
  /** How callers are told; null where nobody is. */
  readonly webhooks: WebhookConfig | null
}

/** What a command needs to know that imports. */
export interface ImportConfig extends DataConfig {
  /** Whether the persons of the yder register are read. */
  readonly practitioners: boolean
}

/**
 * Settings of a command that imports.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const importConfigFrom = (env: Env): ImportConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...dataConfig(read),
    practitioners: practitionersFrom(read),
  }))

/**
 * Settings of a command that works on the data and serves nothing.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const dataConfigFrom = (env: Env): DataConfig =>
  readAll(env, (read) => ({ ...logConfig(read), ...dataConfig(read) }))

/**
 * Settings of a command that works as the directory does, and serves nothing.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const directoryDataConfigFrom = (env: Env): DirectoryDataConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...dataConfig(read),
    directory: directoryConfigFrom(read),
  }))

/** What `check` needs to know. */
export interface CheckConfig extends DataConfig, QualityConfig {}

/**
 * Settings of a look at the register's quality.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const checkConfigFrom = (env: Env): CheckConfig =>
  readAll(env, (read) => ({ ...logConfig(read), ...dataConfig(read), ...qualityConfigFrom(read) }))

/** What a process needs to know that serves a gateway alone. */
export interface GatewayServeConfig extends ServeConfig {
  /** Where people sign in that ask about citizens; null where none is named. */
  readonly signInUrl: URL | null
}

/**
 * Settings of the gateway of one graph alone.
 *
 * @param name of the process, as traces and metrics tell it
 * @throws {ConfigError} listing every malformed variable at once
 */
export const gatewayServeConfigFrom = (env: Env, name: string): GatewayServeConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...serveConfig(read, name),
    signInUrl: read.optionalUrl('SIGN_IN_URL'),
  }))

/**
 * Settings of a process that serves the directory, with or without the gateway.
 *
 * @param name of the process, as traces and metrics tell it
 * @throws {ConfigError} listing every malformed variable at once
 */
export const directoryServeConfigFrom = (env: Env, name: string): DirectoryServeConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...dataConfig(read),
    ...serveConfig(read, name),
    directory: directoryConfigFrom(read),
  }))

/**
 * Settings of a process that serves uptime alone.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const uptimeServeConfigFrom = (env: Env): UptimeServeConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...dataConfig(read),
    ...serveConfig(read, 'uptime'),
    uptime: uptimeConfigFrom(read),
    publicUrl: read.optionalUrl('PUBLIC_URL'),
    webhooks: webhookConfigFrom(read),
  }))

/**
 * Reads settings, and tells of all that is wrong with them at once.
 *
 * @throws {ConfigError} listing every malformed variable
 */
export function readAll<T>(env: Env, read: (reader: EnvReader) => T): T {
  const reader = new EnvReader(env)
  const config = read(reader)
  reader.done()
  return config
}

/** Ports that can be listened to. */
export const PORTS = { min: 1, max: 65_535 }

/** Settings of every process that keeps data. */
export function dataConfig(read: EnvReader): Omit<DataConfig, keyof LogConfig> {
  const url = read.optionalSecret('DATABASE_URL', {
    check: wrongDatabaseUrl,
    readFile: (path) => readFileSync(path, 'utf8'),
  })
  const port = read.optionalInteger('POSTGRES_PORT', PORTS)
  if (url && port !== null) {
    read.problem('POSTGRES_PORT is for the embedded server, which DATABASE_URL leaves out')
  }
  return {
    dataDir: resolve(read.text('FUNDAMENT_DATA_DIR', './data')),
    database: url ? { kind: 'given', url } : { kind: 'embedded', port },
  }
}

/**
 * Settings of every process that answers requests.
 *
 * @param name of the process, as traces and metrics tell it
 */
export const serveConfig = (
  read: EnvReader,
  name: string,
  options: Parameters<typeof webConfigFrom>[2] = {},
): Omit<ServeConfig, keyof LogConfig> => ({
  ...webConfigFrom(read, name, options),
  port: read.integer('PORT', { min: 0, max: 65_535, fallback: 4000 }),
  internalPort: read.optionalInteger('INTERNAL_PORT', PORTS),
})

/** Settings of every process. */
export const logConfig = (read: EnvReader): LogConfig => ({
  logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
})

const wrongDatabaseUrl = (value: string): string | null =>
  ['postgres:', 'postgresql:'].includes(URL.parse(value)?.protocol ?? '')
    ? null
    : 'must be a URL with postgres: or postgresql:'
