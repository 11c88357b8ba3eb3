import type { SoapServicePlan } from '../../wire/soap-service.ts'
import type { SandboxKeys } from '../identity/keys.ts'
import { AUTHORISATION_SERVICE } from './authorisation.ts'
import { cprService } from './cpr.ts'

/** The look-ups in national registers: persons and authorisations. */
export const stamdataServices = ({ hub }: SandboxKeys): readonly SoapServicePlan[] => [
  cprService(new Set([hub.cvr])),
  AUTHORISATION_SERVICE,
]
