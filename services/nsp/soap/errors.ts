import { KnownError } from '../../kit/errors.ts'
import type { DgwsFaultCode } from '../dgws/fault-codes.ts'
import type { XmlName } from '../xml/element.ts'
import { masked } from './masked.ts'

/** A service answered one of the codes that every service of the platform shares. */
export class DgwsFault extends KnownError {
  readonly code = 'DGWS_FAULT'
  readonly kind = 'unavailable'
  readonly faultCode: DgwsFaultCode
  readonly #detail: readonly XmlName[]
  readonly #faultString: string

  constructor(faultCode: DgwsFaultCode, faultString = '', detail: readonly XmlName[] = []) {
    super(`Cannot call service of the platform: it answered the fault "${faultCode}"`)
    this.faultCode = faultCode
    this.#faultString = masked(faultString)
    this.#detail = detail
  }

  /** Tells whether an element of that local name stands beside the code, such as a fault message of a WSDL. */
  hasDetail(name: string): boolean {
    return this.#detail.some((element) => element.name === name)
  }

  /** What the service wrote beside the code, digits masked; in no message, log or serialised form. */
  get faultString(): string {
    return this.#faultString
  }
}

/** What a fault holds beside its text. */
export interface SoapFaultFacts {
  /** Local name of the fault's code, such as `Server` or `Receiver`. */
  readonly faultCode: string
  readonly faultString: string
  /** Text of `detail/medcom:FaultCode` that is none of the eleven; null where there is none. */
  readonly serviceCode: string | null
  /** Names of the elements right below `detail`, such as a fault message of a WSDL. */
  readonly detail: readonly XmlName[]
}

/** A service answered a fault that is not one of the platform's shared codes. */
export class SoapFault extends KnownError {
  readonly code = 'SOAP_FAULT'
  readonly kind = 'unavailable'
  readonly #facts: SoapFaultFacts

  constructor({ faultCode, faultString, serviceCode, detail }: SoapFaultFacts) {
    super('Cannot call service of the platform: it answered a fault of its own')
    this.#facts = {
      faultCode: masked(faultCode),
      faultString: masked(faultString),
      serviceCode: serviceCode && masked(serviceCode),
      detail,
    }
  }

  /** Local name of the fault's code, such as `Server`; digits masked. */
  get faultCode(): string {
    return this.#facts.faultCode
  }

  /** What the service wrote, digits masked; in no message, log or serialised form. */
  get faultString(): string {
    return this.#facts.faultString
  }

  /** A code of the service's own, digits masked; null where it gave none. */
  get serviceCode(): string | null {
    return this.#facts.serviceCode
  }

  /** Tells whether `detail` holds an element of that local name, such as `NoSuchList`. */
  hasDetail(name: string): boolean {
    return this.#facts.detail.some((element) => element.name === name)
  }
}

/** Codes that the STS answers, without their prefix. */
export const STS_FAULT_CODES = [
  'InvalidRequest',
  'FailedAuthentication',
  'RequestFailed',
  'InvalidSecurityToken',
  'AuthenticationBadElements',
  'BadRequest',
  'ExpiredData',
  'InvalidTimeRange',
  'InvalidScope',
  'RenewNeeded',
  'UnableToRenew',
] as const

/** @see STS_FAULT_CODES */
export type StsFaultCode = (typeof STS_FAULT_CODES)[number]

/** The STS did not give the token that was asked for. */
export class StsFault extends KnownError {
  readonly code = 'STS_FAULT'
  readonly kind = 'unavailable'
  readonly faultCode: StsFaultCode
  readonly #faultString: string

  constructor(faultCode: StsFaultCode, faultString = '') {
    super(`Cannot exchange token: the STS answered the fault "${faultCode}"`)
    this.faultCode = faultCode
    this.#faultString = masked(faultString)
  }

  /** What the STS wrote beside the code, digits masked; in no message, log or serialised form. */
  get faultString(): string {
    return this.#faultString
  }
}

/** Nothing that could be read came from a service: no connection, none of HTTP, or cut off. */
export class UpstreamUnreachable extends KnownError {
  readonly code = 'UPSTREAM_UNREACHABLE'
  readonly kind = 'unavailable'

  /** @param state what happened, in our own words */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot reach service of the platform: ${state}`, options)
  }
}

/** A service answered what is no SOAP, is too large, or lacks what the standard demands. */
export class UpstreamAnswerInvalid extends KnownError {
  readonly code = 'UPSTREAM_ANSWER_INVALID'
  readonly kind = 'unavailable'

  /** @param state what is wrong with the answer, in our own words, without anything of it */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot read answer of service of the platform: ${state}`, options)
  }
}
