/** What all probes have in common. */
export interface ProbeTiming {
  /** Milliseconds between two beginnings. */
  readonly everyMs: number
  /** A probe that takes longer has failed; milliseconds. */
  readonly timeoutMs: number
  /** One that takes longer is DEGRADED; milliseconds, null for never. */
  readonly degradedAboveMs: number | null
}

/** What an answer must show beside being there. */
export interface AnswerChecks {
  /** Statuses that are well; none for any from 200 to 399. */
  readonly statuses: readonly number[]
  /** Must occur in the body. */
  readonly bodyContains: string | null
  /** Name in lower case, and what its value must hold. */
  readonly headers: Readonly<Record<string, string>>
}

/** HTTP or HTTPS, GET. */
export interface HttpProbe extends ProbeTiming, AnswerChecks {
  readonly kind: 'http'
  readonly url: string
}

/** `GET [base]/metadata` gives a CapabilityStatement; that it changes is an event and no failure. */
export interface FhirProbe extends ProbeTiming {
  readonly kind: 'fhir'
  /** Base of the FHIR server. */
  readonly url: string
}

/** A SOAP call without content, such as `isAlive`; a fault is a failure. */
export interface SoapProbe extends ProbeTiming {
  readonly kind: 'soap'
  readonly url: string
  readonly soapVersion: '1.1' | '1.2'
  readonly action: string
  /** Expanded name of the request's element, as `{namespace}name`. */
  readonly element: string
  /** With a DGWS header of security level 1. */
  readonly dgws: boolean
}

/** `GET url` gives a WSDL that names this service. */
export interface WsdlProbe extends ProbeTiming {
  readonly kind: 'wsdl'
  readonly url: string
  readonly service: string | null
}

/** `{ __typename }` is answered. */
export interface GraphqlProbe extends ProbeTiming {
  readonly kind: 'graphql'
  readonly url: string
}

/** Binds, anonymously or by name, and reads one entry. */
export interface LdapProbe extends ProbeTiming {
  readonly kind: 'ldap'
  readonly url: string
  readonly bindDn: string | null
  /** Name of the environment variable that holds the password. */
  readonly passwordVariable: string | null
  readonly base: string
}

/** A connection is accepted. */
export interface TcpProbe extends ProbeTiming {
  readonly kind: 'tcp'
  readonly host: string
  readonly port: number
}

/** A TLS handshake: chain, name, and days left of the certificate. */
export interface TlsProbe extends ProbeTiming {
  readonly kind: 'tls'
  readonly host: string
  readonly port: number
  /** DEGRADED when fewer days are left. */
  readonly daysLeftWanted: number
}

/** A name has an address. */
export interface DnsProbe extends ProbeTiming {
  readonly kind: 'dns'
  readonly host: string
}

/** How something is measured. */
export type Probe =
  | HttpProbe
  | FhirProbe
  | SoapProbe
  | WsdlProbe
  | GraphqlProbe
  | LdapProbe
  | TcpProbe
  | TlsProbe
  | DnsProbe
