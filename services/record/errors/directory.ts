import { KnownError } from '../../kit/errors.ts'

/** The directory could not be asked which unit bears a number. */
export class DirectoryUnavailable extends KnownError {
  readonly code = 'DIRECTORY_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot find organisation in directory: ${state}`, options)
  }
}
