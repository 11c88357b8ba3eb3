import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DirectoryConfig } from '../services/directory/config.ts'
import { Secret } from '../services/kit/secret.ts'
import type { WebhookConfig } from '../services/kit/webhook/config.ts'
import type { DataConfig } from './config.ts'

const FILE = 'webhook-secret.key'

/** The directory's settings, with a key for the secrets of webhooks. */
export const withWebhookKey = ({
  directory,
  ...data
}: DataConfig & { readonly directory: DirectoryConfig }): DirectoryConfig => ({
  ...directory,
  webhooks: withKey(directory.webhooks, data),
})

/**
 * How callers are told, with a key for what is kept of them: the one that is set, else, beside the embedded database, one that is
 * kept below the data folder and made at the first start. Beside a given database there is none unless it is set: processes on
 * several machines must have the same.
 */
export function withKey(
  webhooks: WebhookConfig | null,
  { database, dataDir }: Pick<DataConfig, 'database' | 'dataDir'>,
): WebhookConfig | null {
  if (webhooks === null || webhooks.key !== null || database.kind === 'given') return webhooks
  return { ...webhooks, key: keptKey(dataDir) }
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
