import { ResultCodeError } from 'ldapts'
import { isKnownError, type KnownError } from '../errors.ts'
import {
  LdapReferral,
  LdapRefused,
  LdapSizeLimit,
  LdapTimeout,
  LdapUnavailable,
  LdapUntrusted,
} from './errors.ts'

/** Result codes that say something else than a refusal. */
export const RESULT = {
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  referral: 10,
  adminLimitExceeded: 11,
  unavailableCriticalExtension: 12,
  noSuchObject: 32,
  busy: 51,
  unavailable: 52,
  notAllowedOnNonLeaf: 66,
  entryAlreadyExists: 68,
  assertionFailed: 122,
} as const

/**
 * The failure of a call, as one of ours.
 *
 * @param what the call, as it goes into the message: a verb and what it is about
 * @returns the error itself where it is no failure of LDAP but a bug
 */
export function ldapError(error: unknown, what: string): unknown {
  if (isKnownError(error) || !(error instanceof Error) || error instanceof TypeError) return error
  if (error instanceof ResultCodeError) return byResultCode(error, what)
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && UNTRUSTED.test(code)) {
    return new LdapUntrusted(`Cannot ${what}: the certificate is not trusted (${code})`, {
      cause: error,
    })
  }
  return new LdapUnavailable(`Cannot ${what}: ${code ?? 'the connection was lost'}`, {
    cause: error,
  })
}

// Codes of Node's TLS, such as DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE, ERR_TLS_CERT_ALTNAME_INVALID.
const UNTRUSTED = /CERT|SIGNATURE|ISSUER|CRL|INVALID_CA|INVALID_PURPOSE/

function byResultCode(error: ResultCodeError, what: string): KnownError {
  const options = { cause: error }
  const message = `Cannot ${what}: the server answers result code ${error.code}`
  switch (error.code) {
    case RESULT.timeLimitExceeded:
      return new LdapTimeout(message, options)
    case RESULT.sizeLimitExceeded:
    case RESULT.adminLimitExceeded:
      return new LdapSizeLimit(message, options)
    case RESULT.referral:
      return new LdapReferral(message, options)
    case RESULT.busy:
    case RESULT.unavailable:
      return new LdapUnavailable(message, options)
    default:
      return new LdapRefused(error.code, message, options)
  }
}
