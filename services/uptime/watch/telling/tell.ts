import type { Kysely } from 'kysely'
import type { Callers } from '../../../kit/callers.ts'
import type { Log } from '../../../kit/log.ts'
import type { Secret } from '../../../kit/secret.ts'
import type { Metrics } from '../../../kit/telemetry/metrics.ts'
import type { Poster } from '../../../kit/webhook/post.ts'
import { secretBox } from '../../../kit/webhook/secret-box.ts'
import type { Mailer } from '../../client/smtp/mailer.ts'
import type { CatalogueService } from '../../domain/catalogue.ts'
import { listedServices } from '../../store/reading/catalogue.ts'
import {
  dueSubscribers,
  isAnybodyBehind,
  latestLine,
  settledUpTo,
} from '../../store/subscribers/due.ts'
import { forgetUnconfirmed, type Subscriber } from '../../store/subscribers/subscriber-rows.ts'
import type { Tables } from '../../store/tables.ts'
import { Limit } from '../probing/limits.ts'
import { tellOne } from './tell-one.ts'

/** What telling needs. */
export interface Telling {
  readonly db: Kysely<Tables>
  /** Encrypts addresses and secrets, and makes tokens. */
  readonly key: Secret
  readonly callers: Pick<Callers, 'named'>
  readonly poster: Poster
  /** Null where no mail is sent. */
  readonly mailer: Mailer | null
  /** Where links of mails lead, without a slash at its end. */
  readonly status: string
  readonly now: () => Date
  /** 0 up to 1, exclusive. */
  readonly chance: () => number
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  readonly told: (labels: { readonly kind: string; readonly outcome: string }) => void
}

const AT_ONCE = 16
/** After that, somebody who has more to hear waits for the next round: nobody is kept waiting by one who is slow. */
const TURN_MS = 5_000
const CONFIRM_WITHIN_MS = 86_400_000

/**
 * Tells everybody who is behind what has been added to time lines, each in its order. How far each has come is kept with what
 * was told, so that after a crash the last of it may be told twice, and nothing is left out.
 *
 * @param signal breaks off; what was under way is told again
 */
export async function tellAll(telling: Telling, signal: AbortSignal): Promise<void> {
  const { db, log, now } = telling
  await forgetUnconfirmed(db, new Date(now().getTime() - CONFIRM_WITHIN_MS))
  const latest = await latestLine(db)
  const upTo = (await isAnybodyBehind(db, latest)) ? await settledUpTo(db) : latest
  const due = await dueSubscribers(db, { upTo, now: now() })
  if (due.length === 0) return
  const services = await listedServices(db)
  const limit = new Limit(AT_ONCE)
  await Promise.all(
    due.map((subscriber) =>
      limit.run(async () => {
        if (signal.aborted) return
        await turn(subscriber, { ...telling, services, upTo, signal }).catch((err) =>
          log.error({ err, subscription: subscriber.id }, 'Somebody cannot be told of incidents'),
        )
      }),
    ),
  )
}

/** What one round is made with. */
export interface Round extends Telling {
  readonly services: readonly CatalogueService[]
  readonly upTo: string
  readonly signal: AbortSignal
}

async function turn(first: Subscriber, round: Round): Promise<void> {
  const box = secretBox(round.key)
  const endsAt = performance.now() + TURN_MS
  let subscriber: Subscriber | null = first
  while (subscriber !== null && !round.signal.aborted && performance.now() < endsAt) {
    subscriber = await tellOne(subscriber, { ...round, box })
  }
}

/** @returns to be called for each attempt */
export const countTold = (metrics: Pick<Metrics, 'counter'>): Telling['told'] =>
  metrics.counter('uptime.notices', 'Attempts to tell of incidents, by kind and outcome')
