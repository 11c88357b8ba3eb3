import { readFileSync } from 'node:fs'
import type { EnvReader } from '../kit/config.ts'
import { type WebhookConfig, webhookConfigFrom } from '../kit/webhook/config.ts'
import { type LdapPublishConfig, ldapPublishConfigFrom } from './config/ldap/config.ts'
import { practitionersFrom } from './config/practitioners.ts'
import { type QualityConfig, qualityConfigFrom } from './config/quality.ts'
import { type HubRule, hubRulesFrom } from './domain/resolution/hub-rules.ts'

/** What the directory needs to know beside its database. */
export interface DirectoryConfig extends QualityConfig {
  readonly poolSize: number
  readonly statementTimeoutMs: number
  /** An answer that rests on a snapshot older than this many days is stale. */
  readonly freshForDays: number
  /** Rules that send message types through a hub; null where no file is named. */
  readonly hubRules: readonly HubRule[] | null
  /** The LDAP server that the register is written to; null where none is named. */
  readonly ldap: LdapPublishConfig | null
  /** Whether the persons of the yder register are served. */
  readonly practitioners: boolean
  /** Address by which the world knows the server, for links; null for what each request says it asked. */
  readonly publicUrl: URL | null
  /** How callers are told of changes; null for not at all. */
  readonly webhooks: WebhookConfig | null
}

/** The only place that knows the names of the directory's settings; problems go to `read`. */
export const directoryConfigFrom = (read: EnvReader): DirectoryConfig => ({
  poolSize: read.integer('DATABASE_POOL_SIZE', { min: 1, max: 1_000, fallback: 10 }),
  statementTimeoutMs: read.integer('DATABASE_STATEMENT_TIMEOUT_MS', {
    min: 100,
    max: 300_000,
    fallback: 10_000,
  }),
  freshForDays: read.integer('REGISTER_FRESH_FOR_DAYS', { min: 1, max: 3_650, fallback: 3 }),
  hubRules: hubRulesOf(read),
  ...qualityConfigFrom(read),
  ldap: ldapPublishConfigFrom(read),
  practitioners: practitionersFrom(read),
  publicUrl: read.optionalUrl('PUBLIC_URL'),
  webhooks: webhookConfigFrom(read),
})

function hubRulesOf(read: EnvReader): readonly HubRule[] | null {
  const path = read.optionalText('HUB_RULES_FILE')
  if (path === null) return null
  try {
    return hubRulesFrom(readFileSync(path, 'utf8'))
  } catch (cause) {
    const state = cause instanceof RangeError ? cause.message : 'it is not readable'
    read.problem(`HUB_RULES_FILE must name a file of hub rules, but "${path}": ${state}`)
    return null
  }
}
