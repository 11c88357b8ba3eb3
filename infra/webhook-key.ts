import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DirectoryConfig } from '../services/directory/config.ts'
import { Secret } from '../services/kit/secret.ts'
import type { DataConfig } from './config.ts'

const FILE = 'webhook-secret.key'

/**
 * The directory's settings, with a key for the secrets of webhooks: the one that is set, else, beside the embedded database,
 * one that is kept below the data folder and made at the first start. Beside a given database there is none unless it is set:
 * processes on several machines must have the same.
 */
export function withWebhookKey({
  directory,
  database,
  dataDir,
}: DataConfig & { readonly directory: DirectoryConfig }): DirectoryConfig {
  const { webhooks } = directory
  if (webhooks === null || webhooks.key !== null || database.kind === 'given') return directory
  return { ...directory, webhooks: { ...webhooks, key: keptKey(dataDir) } }
}

function keptKey(dataDir: string): Secret {
  const path = join(dataDir, FILE)
  mkdirSync(dataDir, { recursive: true })
  try {
    // Of two processes that start together, one makes it and both read it.
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return new Secret(readFileSync(path, 'utf8').trim())
}
