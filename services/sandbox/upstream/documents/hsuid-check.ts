import { USER_TYPES } from '../../../nsp/hsuid/hsuid.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, ReceivedCaller } from '../../wire/soap-service.ts'

/** What the header says of a look-up, held against who asks. */
export interface LookUp {
  /** Null where a system asks, which says of nobody that it asks for. */
  readonly citizen: string | null
  /** What consent holds back is shown too: to the citizen, to a system, and where consent is set aside. */
  readonly seesAll: boolean
  /** A professional without authorisation, who sees appointments only. */
  readonly isLimited: boolean
}

const NEEDED = [
  'nsi:UserType',
  'nsi:ActingUserCivilRegistrationNumber',
  'nsi:CitizenCivilRegistrationNumber',
  'nsi:SystemOwnerName',
  'nsi:SystemName',
  'nsi:SystemVersion',
  'nsi:OrgResponsibleName',
] as const

/**
 * Checks the HSUID header against the id card or identity token of the caller.
 *
 * @throws {FaultAnswer} where the header or a part of it is missing, or says another than the one who has signed in
 */
export function lookUpOf({ caller, hsuid }: ReceivedCall): LookUp {
  if (caller?.kind === 'system') return { citizen: null, seesAll: true, isLimited: false }
  if (!caller || !hsuid) {
    throw new FaultAnswer('missing_required_header', 'HSUID Header is missing')
  }
  const missing = NEEDED.filter((name) => !hsuid.get(name)?.[0])
  if (missing.length > 0) {
    const names = `[${missing.join(', ')}]`
    throw new FaultAnswer(
      'missing_required_header',
      `The following attributes are missing from the header: ${names}`,
    )
  }
  const of = (name: string): string => hsuid.get(name)?.[0] ?? ''
  checkUser(caller, of)
  const isCitizen = caller.kind === 'citizen'
  return {
    citizen: of('nsi:CitizenCivilRegistrationNumber'),
    seesAll: isCitizen || of('nsi:ConsentOverride') === 'true',
    isLimited: !isCitizen && caller.authorisationCode === null && !isFor(of),
  }
}

const isFor = (of: (name: string) => string): boolean =>
  of('nsi:ResponsibleUserAuthorizationCode') !== ''

function checkUser(caller: ReceivedCaller, of: (name: string) => string): void {
  const kind = caller.kind === 'citizen' ? 'citizen' : 'professional'
  if (of('nsi:UserType') !== USER_TYPES[kind]) {
    throw new FaultAnswer('not_authorized', 'UserType is another than that of the caller')
  }
  if (of('nsi:ActingUserCivilRegistrationNumber') !== caller.cpr) {
    throw new FaultAnswer('not_authorized', 'The acting user is another than the caller')
  }
  const citizen = of('nsi:CitizenCivilRegistrationNumber')
  if (kind === 'citizen' && citizen !== caller.cpr && !caller.actsFor.includes(citizen)) {
    throw new FaultAnswer('not_authorized', 'The citizen may not act for that person')
  }
}
