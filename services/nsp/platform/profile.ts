import type { Secret } from '../../kit/secret.ts'
import type { ServiceName } from './services.ts'

/** One environment of the platform: where its services are, whom it is believed to be, and who we are to it. */
export interface PlatformProfile {
  /** Such as `sandbox` or `test1`. */
  readonly name: string
  readonly services: Readonly<Partial<Record<ServiceName, URL>>>
  /** Root of the decoupling component; SOAP calls go through it where it is named. */
  readonly dcc: URL | null
  /** Certificates, in PEM, of the authorities that vouch for the STS. */
  readonly authorities: readonly string[]
  readonly system: SystemIdentity
  /** Where people sign in; null where nobody does. */
  readonly signIn: { readonly issuer: URL; readonly audience: string } | null
}

/** The system that asks: its certificate and what stands about it in id cards and HSUID. */
export interface SystemIdentity {
  /** PEM. */
  readonly certificate: string
  /** PEM, PKCS #8. */
  readonly key: Secret
  /** 8 digits. */
  readonly cvr: string
  /** Of the organisation that the certificate was issued to. */
  readonly careProvider: string
  /** At most 25 characters, as MinLog2 takes it. */
  readonly systemName: string
  readonly systemVersion: string
  readonly systemOwner: string
}
