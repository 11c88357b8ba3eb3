import { readFileSync } from 'node:fs'
import { type FollowConfig, followConfigFrom } from '../services/directory/config/follow.ts'
import { directoryConfigFrom } from '../services/directory/config.ts'
import type { Env, EnvReader } from '../services/kit/config.ts'
import { type RecordConfig, recordConfigFrom } from '../services/record/config.ts'
import type { SandboxOptions } from '../services/sandbox/service.ts'
import { type UptimeConfig, uptimeConfigFrom } from '../services/uptime/config.ts'
import {
  type DataConfig,
  type DirectoryServeConfig,
  dataConfig,
  logConfig,
  PORTS,
  readAll,
  type ServeConfig,
  serveConfig,
} from './config.ts'

// Apart from the other settings: a process that answers nothing about citizens loads nothing of the record.

/** What a process needs to know that serves a whole hub. */
export interface HubServeConfig extends DirectoryServeConfig {
  readonly uptime: UptimeConfig
  /** How the sandbox is played; null where it is not. */
  readonly sandbox: SandboxOptions | null
  readonly record: RecordConfig
}

/** Traces that a hub holds which is tried out. */
const TRACES_KEPT = 20

/**
 * Settings of a process that serves a whole hub.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const hubServeConfigFrom = (env: Env, name: string): HubServeConfig =>
  readAll(env, (read) => hubConfig(read, name))

/** What a process needs to know that serves the record alone. */
export interface RecordServeConfig extends ServeConfig, DataConfig {
  readonly record: RecordConfig
  readonly sandbox: SandboxOptions
  /** Where the directory answers, which knows the units behind numbers. */
  readonly directoryUrl: URL
}

/**
 * Settings of a process that serves the record alone.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const recordServeConfigFrom = (env: Env): RecordServeConfig =>
  readAll(env, (read) => ({
    ...logConfig(read),
    ...dataConfig(read),
    ...serveConfig(read, 'record'),
    record: recordConfigFrom(read),
    sandbox: neededSandbox(read),
    directoryUrl: neededUrl(read, 'SUBGRAPH_DIRECTORY_URL'),
  }))

function neededSandbox(read: EnvReader): SandboxOptions {
  const sandbox = sandboxConfig(read)
  if (sandbox === null) read.problem('SANDBOX must be on: the record asks nothing but a sandbox')
  return sandbox ?? {}
}

function neededUrl(read: EnvReader, name: string): URL {
  const url = read.optionalUrl(name)
  if (url === null) read.problem(`${name} must be a URL, is absent`)
  return url ?? new URL('http://absent.invalid')
}

const hubConfig = (read: EnvReader, name: string): HubServeConfig => ({
  ...logConfig(read),
  ...dataConfig(read),
  ...serveConfig(read, name, { kept: TRACES_KEPT }),
  directory: directoryConfigFrom(read),
  uptime: uptimeConfigFrom(read),
  sandbox: sandboxConfig(read),
  record: recordConfigFrom(read),
})

function sandboxConfig(read: EnvReader): SandboxOptions | null {
  const port = read.optionalInteger('SANDBOX_PORT', PORTS)
  if (read.choice('SANDBOX', ['on', 'off'], 'on') === 'on') return { port: port ?? 0 }
  if (port !== null) read.problem('SANDBOX_PORT is for the sandbox, which SANDBOX leaves out')
  return null
}

/** What a process that follows another hub needs to know. */
export interface FollowServeConfig extends HubServeConfig {
  readonly follow: FollowConfig
}

/**
 * Settings of a process that serves a copy of another hub, and keeps it in step.
 *
 * @throws {ConfigError} listing every malformed variable at once
 */
export const followServeConfigFrom = (env: Env): FollowServeConfig =>
  readAll(env, (read) => ({
    ...hubConfig(read, 'fundament-follow'),
    follow: followConfigFrom(read, (path) => readFileSync(path, 'utf8')),
  }))
