import { KnownError } from '../../kit/errors.ts'

/** Webhooks belong to named callers. */
export class WebhooksDenied extends KnownError {
  readonly code = 'WEBHOOKS_DENIED'
  readonly kind = 'denied'

  constructor() {
    super('Cannot use webhooks: the caller is anonymous')
  }
}

/** This hub tells nobody by webhook; the message names the setting. */
export class WebhooksUnavailable extends KnownError {
  readonly code = 'WEBHOOKS_UNAVAILABLE'
  readonly kind = 'unavailable'
}

/** The caller has no webhook of that id. */
export class WebhookUnknown extends KnownError {
  readonly code = 'WEBHOOK_UNKNOWN'
  readonly kind = 'not_found'

  constructor(id: string) {
    super(`Cannot find webhook "${id.slice(0, 100)}": the caller has none of that id`)
  }
}

/** A filter or a secret that breaks its rules. */
export class WebhookInputInvalid extends KnownError {
  readonly code = 'WEBHOOK_INPUT_INVALID'
  readonly kind = 'invalid'
}

/** The caller has as many webhooks as it may. */
export class TooManyWebhooks extends KnownError {
  readonly code = 'TOO_MANY_WEBHOOKS'
  readonly kind = 'conflict'

  constructor(most: number) {
    super(`Cannot create webhook: the caller has "${most}", the most that it may have`, {
      details: { most },
    })
  }
}
