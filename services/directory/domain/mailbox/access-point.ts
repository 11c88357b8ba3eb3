import type { CertificateFact } from '../statement/facts.ts'

/** An access point's id is its source's own: two sources may give one id to two devices. */
export interface AccessPointReference {
  readonly source: string
  readonly id: string
}

/** Where mailboxes are reached, as one source has it. */
export interface AccessPoint extends AccessPointReference {
  readonly url: string | null
  readonly network: string | null
  readonly certificate: CertificateFact | null
}
