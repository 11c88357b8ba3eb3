import { KnownError } from '../../kit/errors.ts'

/**
 * Error codes of a registry or repository; `unknown` stands for any that is not among them.
 *
 * @see IHE ITI TF-3, table 4.2.4.1-2; the last is the platform's own
 */
export const XDS_ERROR_CODES = [
  'XDSRegistryError',
  'XDSRepositoryError',
  'XDSRegistryBusy',
  'XDSRepositoryBusy',
  'XDSRegistryOutOfResources',
  'XDSRepositoryOutOfResources',
  'XDSRegistryNotAvailable',
  'XDSDocumentUniqueIdError',
  'XDSDuplicateUniqueIdInRegistry',
  'XDSNonIdenticalHash',
  'XDSMissingDocument',
  'XDSMissingDocumentMetadata',
  'XDSPatientIdDoesNotMatch',
  'XDSRegistryMetadataError',
  'XDSRepositoryMetadataError',
  'XDSRegistryDuplicateUniqueIdInMessage',
  'XDSStoredQueryMissingParam',
  'XDSStoredQueryParamNumber',
  'XDSTooManyResults',
  'XDSUnknownPatientId',
  'XDSUnknownRepositoryId',
  'XDSUnknownStoredQuery',
  'XDSUnknownCommunity',
  'XDSUnavailableCommunity',
  'XDSObjectTypeError',
  'unknown',
] as const

/** @see XDS_ERROR_CODES */
export type XdsErrorCode = (typeof XDS_ERROR_CODES)[number]

/** Tells a code of {@link XDS_ERROR_CODES}. */
export const isXdsErrorCode = (text: string): text is XdsErrorCode =>
  XDS_ERROR_CODES.some((code) => code === text)

/** A registry or repository says that it failed. */
export class XdsFailure extends KnownError {
  readonly code = 'XDS_FAILURE'
  readonly kind = 'unavailable'
  /** What it gives as reasons; codes only, since its text may be about a person. */
  readonly errorCodes: readonly XdsErrorCode[]

  constructor(errorCodes: readonly XdsErrorCode[]) {
    super(`Cannot read shared documents: the answer is ${errorCodes.join(', ') || 'a failure'}`)
    this.errorCodes = errorCodes
  }
}
