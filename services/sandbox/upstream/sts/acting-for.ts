import { actingForOf, CLAIM } from '../../../nsp/sts/messages/claims.ts'
import type { SubjectRelation } from '../../../nsp/sts/messages/subject-relations.ts'
import { hasCustody } from '../../domain/world/people.ts'
import type { Citizen } from '../../domain/world/persons.ts'
import { refusal } from './refusals.ts'

/**
 * Whom a citizen asks to act for, once a register says that it may.
 *
 * @returns null where the citizen acts for nobody else
 * @throws {FaultAnswer} FailedAuthentication where the number in the claims is another's, InvalidScope for a right that the
 *   citizen does not have: there is no procuration in the sandbox, and custody of a child alone
 */
export function actingFor(
  citizen: Citizen,
  claims: ReadonlyMap<string, string>,
): SubjectRelation | null {
  const own = claims.get(CLAIM.cpr)
  if (own !== undefined && own !== citizen.cpr)
    throw refusal('FailedAuthentication', 'the number is not that of the token')
  const asked = claims.get(CLAIM.onBehalfOf)
  if (asked === undefined) return null
  const relation = actingForOf(asked)
  if (relation === null) throw refusal('InvalidScope', 'the claim OnBehalfOf is not known')
  if (relation.by !== 'PARENTAL_CUSTODY' || !hasCustody(citizen.cpr, relation.cpr))
    throw refusal('InvalidScope', 'no register says that the citizen may act for that person')
  return relation
}
