import type { Metrics } from '../../../kit/telemetry/metrics.ts'
import { secretBox } from '../../../kit/webhook/secret-box.ts'
import { listedServices } from '../../store/reading/catalogue.ts'
import {
  dueSubscribers,
  isAnybodyBehind,
  latestLine,
  settledUpTo,
} from '../../store/subscribers/due.ts'
import { forgetUnconfirmed, type Subscriber } from '../../store/subscribers/subscriber-rows.ts'
import { Limit } from '../probing/limits.ts'
import type { Round, Telling } from './round.ts'
import { tellOne } from './tell-one.ts'

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
