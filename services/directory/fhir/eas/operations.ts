import type { Operation } from '../port.ts'
import { GET_BY_GP_ID, GET_BY_SOR_ID } from './by-key.ts'
import { GET_LIST_OF_GP } from './general-practices.ts'

/**
 * MedCom's address service, but for `$getReceivingOrganizationByPatientId`: the directory holds no patients, and cannot tell
 * whose doctor somebody is.
 */
export const EAS_OPERATIONS: readonly Operation[] = [GET_BY_SOR_ID, GET_BY_GP_ID, GET_LIST_OF_GP]
