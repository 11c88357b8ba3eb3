import * as v from 'valibot'
import type { SignIn } from '../../domain/sign-in.ts'

const CprClaim = v.pipe(v.string(), v.regex(/^\d{6}[0-9A-Z]{4}$/i))
const TextClaim = v.nullish(v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)), null)

const Claims = v.variant('user_type', [
  v.object({
    user_type: v.literal('PROFESSIONAL'),
    cpr: CprClaim,
    authorisation_code: TextClaim,
    role: TextClaim,
    organisation: TextClaim,
  }),
  v.object({ user_type: v.literal('CITIZEN'), cpr: CprClaim }),
])

/**
 * Reads who is signed in from the claims of a token that has been found good.
 *
 * @returns null for claims that name no person of a kind that we know: such a one is not signed in as far as a record goes
 */
export function signInFrom(claims: Readonly<Record<string, unknown>>): SignIn | null {
  const read = v.safeParse(Claims, claims)
  if (!read.success) return null
  const { output } = read
  if (output.user_type === 'CITIZEN') return { kind: 'citizen', cpr: output.cpr }
  const { cpr, role, organisation } = output
  const authorisationCode = output.authorisation_code
  return { kind: 'professional', cpr, authorisationCode, role, organisation }
}
