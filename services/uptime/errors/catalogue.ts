import { KnownError } from '../../kit/errors.ts'

/** The catalogue of what is watched cannot be used; every problem is named, with its place in the file. */
export class CatalogueInvalid extends KnownError {
  readonly code = 'CATALOGUE_INVALID'
  readonly kind = 'invalid'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Cannot use catalogue: ${problems.join('; ')}`, { details: { problems } })
    this.problems = problems
  }
}
