import {
  type OrganisationKey,
  organisationKey,
  type WrittenKey,
} from '../domain/identifier/organisation-key.ts'
import { showable } from '../domain/statement/rejection.ts'
import { KeyInvalid } from '../errors/reading.ts'
import { builder } from './builder.ts'

/** What a caller knows an organisation by: exactly one of the four. */
export const OrganisationKeyInput = builder.inputType('OrganisationKey', {
  description: 'What a caller knows an organisation by; only a SOR id names one for certain.',
  isOneOf: true,
  fields: (t) => ({
    sorId: t.field({ type: 'SorId' }),
    gln: t.field({ type: 'Gln', description: 'Names the unit that carries it, not its heirs.' }),
    ydernummer: t.field({ type: 'Ydernummer' }),
    shak: t.field({ type: 'ShakCode' }),
  }),
})

/** @throws {KeyInvalid} where the identifier breaks its own rules */
export function keyFrom(written: WrittenKey): OrganisationKey {
  try {
    return organisationKey(written)
  } catch (cause) {
    if (cause instanceof RangeError) throw new KeyInvalid(showable(cause.message, 300), { cause })
    throw cause
  }
}
