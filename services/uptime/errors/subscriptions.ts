import { KnownError } from '../../kit/errors.ts'

/** Webhooks, and a list of what one has, belong to named callers. */
export class SubscriptionDenied extends KnownError {
  readonly code = 'SUBSCRIPTION_DENIED'
  readonly kind = 'denied'

  constructor() {
    super('Cannot use subscriptions to incidents: the caller is anonymous')
  }
}

/** This hub tells nobody that way; the message names the setting. */
export class SubscriptionsUnavailable extends KnownError {
  readonly code = 'SUBSCRIPTIONS_UNAVAILABLE'
  readonly kind = 'unavailable'

  /** @param state names the setting */
  constructor(state: string) {
    super(`Cannot subscribe to incidents: ${state}`)
  }
}

/** A subscription whose address or services cannot be. */
export class SubscriptionInvalid extends KnownError {
  readonly code = 'SUBSCRIPTION_INVALID'
  readonly kind = 'invalid'

  /** @param state why, without the address */
  constructor(state: string) {
    super(`Cannot subscribe to incidents: ${state}`)
  }
}

/** As many subscriptions as there may be. */
export class SubscriptionsBusy extends KnownError {
  readonly code = 'SUBSCRIPTIONS_BUSY'
  readonly kind = 'unavailable'

  constructor(state: string) {
    super(`Cannot subscribe to incidents: ${state}`)
  }
}

/** A token that confirms or ends nothing. */
export class TokenUnknown extends KnownError {
  readonly code = 'TOKEN_UNKNOWN'
  readonly kind = 'not_found'

  constructor() {
    super('Cannot use token: it belongs to no subscription, or that has lapsed')
  }
}
