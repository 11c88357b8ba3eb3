import type { Kysely } from 'kysely'
import type { Log } from '../../../kit/log.ts'
import type { Secret } from '../../../kit/secret.ts'
import type { SourceHub } from '../../domain/copy/source-hub.ts'
import type { Tables } from '../../store/tables.ts'

/** What is followed, with what, and how often. */
export interface FollowOptions {
  readonly db: Kysely<Tables>
  /** Copies are taken on connections of their own. */
  readonly url: Secret
  readonly hub: SourceHub
  readonly intervalMs: number
  readonly log: Log
  readonly signal: AbortSignal
  /** 0 inclusive to 1 exclusive; so that many who were cut off together do not come back together. */
  readonly random?: () => number
}
