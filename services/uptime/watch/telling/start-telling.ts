import type { LookupFunction } from 'node:net'
import type { Kysely } from 'kysely'
import type { Callers } from '../../../kit/callers.ts'
import type { AllowedInside } from '../../../kit/http/outward.ts'
import type { Log } from '../../../kit/log.ts'
import type { Secret } from '../../../kit/secret.ts'
import type { Metrics } from '../../../kit/telemetry/metrics.ts'
import { openPoster } from '../../../kit/webhook/post.ts'
import { type MailerOptions, openMailer } from '../../client/smtp/mailer.ts'
import type { Tables } from '../../store/tables.ts'
import type { Chore } from '../keeping/lead.ts'
import { countTold, tellAll } from './tell.ts'

/** How mail is sent. */
export interface MailSettings extends MailerOptions {
  /** The status page, where links of mails lead. */
  readonly status: URL
}

/** How people and systems are told of incidents. */
export interface TellingSettings {
  /** Encrypts addresses and secrets, and makes tokens. */
  readonly key: Secret
  /** What webhooks may reach beside the public internet. */
  readonly allowed: AllowedInside
  /** Null where no mail is sent. */
  readonly mail: MailSettings | null
  /** Resolves names; the system's own where it is left out. */
  readonly lookup?: LookupFunction
}

/** What telling is done with. */
export interface TellingWork {
  readonly db: Kysely<Tables>
  readonly callers: Pick<Callers, 'named'>
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly metrics: Pick<Metrics, 'counter'>
}

const EVERY_MS = 2_000
const TIMEOUT_MS = 10_000
const CONNECTIONS_PER_HOST = 4

/** Opens what is told with; disposing closes it. The chore is for the one process that leads. */
export function startTelling(
  { key, allowed, mail, lookup }: TellingSettings,
  { db, callers, log, metrics }: TellingWork,
): { readonly chore: Chore } & Disposable {
  const stack = new DisposableStack()
  const limits = { timeoutMs: TIMEOUT_MS, connectionsPerHost: CONNECTIONS_PER_HOST }
  const poster = stack.use(openPoster({ ...limits, allowed, ...(lookup && { lookup }) }))
  const mailer = mail && stack.use(openMailer(mail))
  const telling = {
    ...{ db, key, callers, poster, mailer, log, told: countTold(metrics) },
    ...{
      status: mail?.status.href.replace(/\/$/, '') ?? '',
      now: () => new Date(),
      chance: Math.random,
    },
  }
  return {
    chore: { name: 'tell', everyMs: EVERY_MS, run: (signal) => tellAll(telling, signal) },
    [Symbol.dispose]: () => stack.dispose(),
  }
}
