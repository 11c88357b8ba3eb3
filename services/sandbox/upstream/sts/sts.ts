import type { ServiceName } from '../../../nsp/platform/services.ts'
import {
  EXCHANGE_ACTION,
  HTTP_ACTION_ALIAS,
  ID_CARD_ACTION,
  wst,
  wst13,
} from '../../../nsp/sts/messages/names.ts'
import type { ReceivedCall, SoapAnswer, SoapServicePlan } from '../../wire/soap-service.ts'
import { idCardForBootstrap } from './bst2sosi.ts'
import { inItsOwnWords } from './refusals.ts'
import { signedIdCard } from './sign-id-card.ts'
import { identityTokenForBootstrap, identityTokenForJwt } from './to-idws.ts'
import { type StsOptions, type StsTrust, stsTrust } from './trust.ts'

/** Below it stand all exchanges of the STS. */
export const STS_PATH = '/sts/services'

type Exchange = (trust: StsTrust, call: ReceivedCall) => SoapAnswer | Promise<SoapAnswer>

/** The STS of the sandbox: signs id cards and exchanges tokens, by the rules of the real one. */
export function stsServices(options: StsOptions): readonly SoapServicePlan[] {
  const trust = stsTrust(options)
  const service = (name: ServiceName, path: string, exchange: Exchange): SoapServicePlan => ({
    ...{ name, path: `${STS_PATH}/${path}`, identifier: null, versions: ['1.1'] },
    ...{ security: 'open', needsHsuid: false, refusing: inItsOwnWords },
    operations: [
      {
        ...(name === 'sts-id-card'
          ? {
              ...{ action: ID_CARD_ACTION, aliases: [HTTP_ACTION_ALIAS] },
              request: wst('RequestSecurityToken'),
            }
          : {
              ...{ action: EXCHANGE_ACTION, aliases: [HTTP_ACTION_ALIAS] },
              request: wst13('RequestSecurityToken'),
            }),
        answer: (call) => exchange(trust, call),
      },
    ],
  })
  return [
    service('sts-id-card', 'NewSecurityTokenService', signedIdCard),
    service('sts-bst2sosi', 'BST2SOSI', idCardForBootstrap),
    service('sts-bst2idws', 'Bst2Idws', identityTokenForBootstrap),
    service('sts-jwt2idws', 'JWT2Idws', identityTokenForJwt),
  ]
}
