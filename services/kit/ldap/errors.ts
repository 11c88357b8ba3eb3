import { KnownError } from '../errors.ts'

/** The LDAP server cannot be reached, went away, or says that it cannot serve now. */
export class LdapUnavailable extends KnownError {
  readonly code = 'LDAP_UNAVAILABLE'
  readonly kind = 'unavailable'
}

/** The LDAP server did not answer within the deadline, or gave up at its own. */
export class LdapTimeout extends KnownError {
  readonly code = 'LDAP_TIMEOUT'
  readonly kind = 'unavailable'
}

/** The LDAP server's certificate is not one that we trust for its name. */
export class LdapUntrusted extends KnownError {
  readonly code = 'LDAP_UNTRUSTED'
  readonly kind = 'denied'
}

/** The LDAP server answers a limit instead of all entries; what it gave until then is no answer. */
export class LdapSizeLimit extends KnownError {
  readonly code = 'LDAP_SIZE_LIMIT'
  readonly kind = 'conflict'
}

/** A part of the answer lies on another server. Referrals are not followed, so that the answer would be partial. */
export class LdapReferral extends KnownError {
  readonly code = 'LDAP_REFERRAL'
  readonly kind = 'conflict'
}

/** The LDAP server answers a result code that is no success; `resultCode` in the details is that of RFC 4511. */
export class LdapRefused extends KnownError {
  readonly code = 'LDAP_REFUSED'
  readonly kind = 'denied'
  /** @see RFC 4511, appendix A */
  readonly resultCode: number

  constructor(resultCode: number, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { ...options, details: { resultCode } })
    this.resultCode = resultCode
  }
}
