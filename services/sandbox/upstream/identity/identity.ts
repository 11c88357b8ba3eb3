import type { SignatureAlgorithm } from '../../../nsp/signature/algorithms.ts'
import type { SoapServicePlan } from '../../wire/soap-service.ts'
import type { Mount } from '../../wire/start-platform-server.ts'
import { SIGN_IN_PATH, signIn } from '../sign-in/sign-in.ts'
import { notOffered } from '../sts/not-offered.ts'
import { STS_PATH, stsServices } from '../sts/sts.ts'
import type { SandboxKeys } from './keys.ts'

/** Everything that vouches for somebody: the STS, and the sign-in. */
export interface Identity {
  readonly soap: readonly SoapServicePlan[]
  /** What stands beside the services, once it is known where. */
  mount(base: URL): readonly Mount[]
}

/** Sets up the STS and the sign-in of one sandbox. */
export function identity(options: {
  readonly keys: SandboxKeys
  readonly now?: () => Date
  /** How id cards are signed; `rsa-sha1` where it is absent. */
  readonly cardAlgorithm?: SignatureAlgorithm
}): Identity {
  const { keys, now = () => new Date() } = options
  return {
    soap: stsServices(options),
    mount: (base) => [
      { path: SIGN_IN_PATH, handler: signIn({ base, keys, now }) },
      { path: STS_PATH, handler: notOffered },
    ],
  }
}
