import type { Kysely } from 'kysely'
import type { Callers } from '../../../kit/callers.ts'
import type { Log } from '../../../kit/log.ts'
import type { Secret } from '../../../kit/secret.ts'
import type { Poster } from '../../../kit/webhook/post.ts'
import type { Mailer } from '../../client/smtp/mailer.ts'
import type { CatalogueService } from '../../domain/catalogue.ts'
import type { Tables } from '../../store/tables.ts'

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

/** What one round is made with. */
export interface Round extends Telling {
  readonly services: readonly CatalogueService[]
  readonly upTo: string
  readonly signal: AbortSignal
}
