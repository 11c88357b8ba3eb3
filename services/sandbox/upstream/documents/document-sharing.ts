import type { RestServicePlan } from '../../wire/rest-service.ts'
import type { SoapServicePlan } from '../../wire/soap-service.ts'
import type { SandboxKeys } from '../identity/keys.ts'
import { callerOfAccessToken } from '../mhd/mhd-caller.ts'
import { mhdService } from '../mhd/mhd-service.ts'
import { SharedDocuments } from './catalogue/shared-documents.ts'
import { documentServices } from './document-services.ts'

/** Everything by which documents are shared. */
export interface DocumentSharing {
  readonly soap: readonly SoapServicePlan[]
  readonly rest: readonly RestServicePlan[]
}

/** Sets up the document sharing of one sandbox: DDS, DROS, SFSK, and MHD as another way to what DDS has. */
export function documentSharing(options: {
  readonly keys: SandboxKeys
  readonly now: () => Date
}): DocumentSharing {
  const { keys, now } = options
  const dds = new SharedDocuments('dds')
  const sfsk = new SharedDocuments('sfsk')
  const callerOf = callerOfAccessToken(keys, now)
  return {
    soap: documentServices({ dds, sfsk }),
    rest: [mhdService({ documents: dds, callerOf, now })],
  }
}
