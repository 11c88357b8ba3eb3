import { KnownError } from '../errors.ts'

/** An address that nobody may be told at; nothing has been sent there. */
export class WebhookUrlRefused extends KnownError {
  readonly code = 'WEBHOOK_URL_REFUSED'
  readonly kind = 'invalid'

  /** @param state why, without the address's path and query, which may hold a secret */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot use address of webhook: ${state}`, options)
  }
}

/** A secret is kept that cannot be read with the key in use. */
export class WebhookSecretUnreadable extends KnownError {
  readonly code = 'WEBHOOK_SECRET_UNREADABLE'
  readonly kind = 'unavailable'

  constructor(options: { readonly cause?: unknown } = {}) {
    super(
      'Cannot sign delivery: WEBHOOK_SECRET_KEY is not the key that the secret was kept with',
      options,
    )
  }
}
