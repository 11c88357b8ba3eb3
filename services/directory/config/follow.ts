import type { EnvReader } from '../../kit/config.ts'
import type { Secret } from '../../kit/secret.ts'

/** What following another hub needs to know. */
export interface FollowConfig {
  /** How often the hub is asked for what is new. */
  readonly intervalMs: number
  /** Sent to the hub as Bearer; null for what everybody may see. */
  readonly token: Secret | null
}

/** The only place that knows the names of the settings of following; problems go to `read`. */
export const followConfigFrom = (
  read: EnvReader,
  readFile: (path: string) => string,
): FollowConfig => ({
  intervalMs: read.integer('FOLLOW_INTERVAL_MS', { min: 100, max: 86_400_000, fallback: 5_000 }),
  token: read.optionalSecret('FOLLOW_TOKEN', { check: wrongToken, readFile }),
})

const wrongToken = (value: string): string | null =>
  /^[\x21-\x7e]+$/.test(value) ? null : 'must be of letters, digits and signs, without spaces'
