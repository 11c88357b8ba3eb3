/** What one measurement says. */
export type Verdict = 'UP' | 'DEGRADED' | 'DOWN'

/** Why a measurement is not `UP`. */
export type ReasonCode =
  | 'DNS_FAILED'
  | 'REFUSED'
  | 'RESET'
  | 'TIMEOUT'
  | 'SLOW'
  | 'TLS_EXPIRED'
  | 'TLS_EXPIRES_SOON'
  | 'TLS_NAME'
  | 'TLS_CHAIN'
  | 'TLS_FAILED'
  | 'STATUS'
  | 'HEADER'
  | 'BODY'
  | 'NOT_FHIR'
  | 'NOT_WSDL'
  | 'NOT_GRAPHQL'
  | 'SOAP_FAULT'
  | 'NOT_SOAP'
  | 'LDAP_BIND'
  | 'LDAP_SEARCH'
  | 'ADDRESS_REFUSED'
  | 'CALL_FAILED'

/** One measurement of one target, confirmed where it is a failure. */
export interface Outcome {
  readonly targetId: string
  /** RFC 3339 with milliseconds, in UTC: when the measurement began. */
  readonly at: string
  readonly verdict: Verdict
  /** Milliseconds; null where nothing answered. */
  readonly latencyMs: number | null
  readonly reason: ReasonCode | null
  /** In words, without secrets, query strings and bodies; at most 200 characters. */
  readonly detail: string | null
  /** Whole days, negative once it has expired; null where no certificate was shown. */
  readonly certificateDaysLeft: number | null
  /** SHA-256 of what a server says it can do, in hexadecimal; null for other probes. */
  readonly capability: string | null
  /** Name of the process that measured. */
  readonly prober: string
}

/** How one of the hub's own calls went; what callers see counts beside what probes see. */
export interface CallOutcome {
  readonly subjectKey: string
  /** Who called: a consumer's name, never a person. */
  readonly consumer: string
  readonly at: string
  readonly isFailure: boolean
  readonly latencyMs: number
}
