/** How somebody is told of incidents. */
export type SubscriptionKind = 'WEBHOOK' | 'EMAIL'

/** Why somebody is told no more: the receiver said that it is gone, or it could not be reached for a day. */
export type SubscriptionEnd = 'GONE' | 'GIVEN_UP'

/** Whether somebody is told. */
export type SubscriptionState = 'UNCONFIRMED' | 'ACTIVE' | SubscriptionEnd

/** Who is told of incidents, as its caller sees it. Instants are RFC 3339 in UTC. */
export interface IncidentSubscription {
  readonly id: string
  readonly kind: SubscriptionKind
  readonly address: string
  /** None for all that the caller may see. */
  readonly services: readonly string[]
  readonly language: 'da' | 'en'
  readonly state: SubscriptionState
  readonly createdAt: string
  readonly lastSuccessAt: string | null
  readonly failingSince: string | null
  /** A code; null where the last attempt went well. */
  readonly lastFailure: string | null
  readonly nextAttemptAt: string | null
  /** Ends it. */
  readonly token: string
}

/** What somebody wants to be told of. */
export interface SubscriptionAsked {
  readonly kind: SubscriptionKind
  readonly address: string
  readonly services: readonly string[]
  readonly language: 'da' | 'en'
}

/** What somebody who subscribes is answered. */
export interface SubscriptionAnswer {
  readonly state: SubscriptionState
  /** Null for an e-mail: nobody is told whether an address was there before. */
  readonly made: { readonly id: string; readonly secret: string; readonly token: string } | null
}

/** Who is told of incidents, for one caller. */
export interface IncidentSubscriptions {
  /**
   * A webhook is told from now on. An e-mail is told once its owner has confirmed, within 24 hours; one that is there already
   * stays as it is.
   *
   * @throws {SubscriptionDenied} where an anonymous caller asks for a webhook
   * @throws {SubscriptionInvalid} where the address is none, or too many services are named
   * @throws {ServiceUnknown} where the caller may see no service of that id
   * @throws {WebhookUrlRefused} where the address is not one to be told at
   * @throws {SubscriptionsUnavailable} where this hub tells nobody that way
   * @throws {SubscriptionsBusy} where too many wait to be confirmed, or the caller has as many as it may
   */
  subscribe(asked: SubscriptionAsked): Promise<SubscriptionAnswer>
  /** @throws {TokenUnknown} where the token is none, or its subscription has lapsed */
  confirm(token: string): Promise<void>
  /** Ends it, and forgets the address. @throws {TokenUnknown} where the token is none */
  unsubscribe(token: string): Promise<void>
  /**
   * Those of the caller, the oldest first.
   *
   * @throws {SubscriptionDenied} where the caller is anonymous
   */
  own(): Promise<readonly IncidentSubscription[]>
}
