import { KnownError } from '../../kit/errors.ts'
import { withoutPersonNumbers } from '../../kit/person-number.ts'
import type { WrongActing } from '../domain/acting.ts'

/** A record is asked for by somebody who is not signed in. */
export class SignInRequired extends KnownError {
  readonly code = 'SIGN_IN_REQUIRED'
  readonly kind = 'denied'

  constructor() {
    super("Cannot read a citizen's record: nobody is signed in")
  }
}

/** A person number is none; the value is never repeated. */
export class CprInvalid extends KnownError {
  readonly code = 'CPR_INVALID'
  readonly kind = 'invalid'

  constructor() {
    super('Cannot read person number: it has not ten characters of a person number')
  }
}

/** Somebody asks for a unit, or on behalf of somebody, that cannot be. */
export class ActingInvalid extends KnownError {
  readonly code = 'ACTING_INVALID'
  readonly kind = 'invalid'

  /** @param value quoted where it is meant to name a unit, and never what may be a person's number */
  constructor({ argument, rule }: WrongActing, value: string) {
    const quoted = argument === 'actingAt' ? ` "${withoutPersonNumbers(value.slice(0, 40))}"` : ''
    super(`Cannot read ${argument}${quoted}: ${rule}`, { details: { argument } })
  }
}

/** Consent is set aside without saying why in a few words, or for another purpose than treatment. */
export class ConsentOverrideInvalid extends KnownError {
  readonly code = 'CONSENT_OVERRIDE_INVALID'
  readonly kind = 'invalid'

  constructor(state: string) {
    super(`Cannot set consent aside: ${state}`)
  }
}

/** Changes of more records are followed than one subscription takes. */
export class TooManyCitizens extends KnownError {
  readonly code = 'TOO_MANY_CITIZENS'
  readonly kind = 'invalid'

  constructor(count: number, most: number) {
    super(`Cannot follow ${count} records: 1 to ${most} are followed at once`, {
      details: { most },
    })
  }
}

/** Changes of a record are followed by somebody who may not. */
export class ChangesDenied extends KnownError {
  readonly code = 'RECORD_CHANGES_DENIED'
  readonly kind = 'denied'

  constructor() {
    super("Cannot follow changes of a citizen's record: a citizen follows his own only")
  }
}
