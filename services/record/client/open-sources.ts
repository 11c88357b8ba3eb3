import type { Tracing } from '../../kit/telemetry/tracing.ts'
import { ServiceNotNamed } from '../../nsp/platform/errors.ts'
import type { Platform } from '../../nsp/platform/platform.ts'
import type { PlatformProfile } from '../../nsp/platform/profile.ts'
import type { ServiceName } from '../../nsp/platform/services.ts'
import { ddvSource } from './ddv/ddv-source.ts'
import { openDocumentSource } from './documents/open-document-source.ts'
import { type FhirClient, fhirClient } from './fhir/fhir-client.ts'
import { fmkSource } from './fmk/fmk-source.ts'
import { futSource } from './fut/fut-source.ts'
import { openMasterCardSource } from './master-card/open-master-card-source.ts'
import { openMaternitySource } from './mhd/open-maternity-source.ts'
import type { Sources } from './source.ts'
import { willSource } from './wills/will-source.ts'

/** What every source of a record is asked over. */
export interface SourceSurroundings {
  readonly platform: Platform
  readonly profile: PlatformProfile
  readonly tracing: Tracing
  readonly now: () => Date
}

/** Every source of a record, in one environment of the platform. */
export function openSources({ platform, profile, tracing, now }: SourceSurroundings): Sources {
  const clientOf = (service: ServiceName): FhirClient => {
    const base = profile.services[service]
    return base
      ? fhirClient({ base, name: service, tracing })
      : nowhere(new ServiceNotNamed(service, profile.name))
  }
  return {
    dds: openDocumentSource({ platform }),
    sfsk: openMasterCardSource({ platform, now: () => now().getTime() }),
    btr: willSource(platform),
    fut: futSource(clientOf('fut-measurement')),
    fmk: fmkSource(platform, profile.system, now),
    ddv: ddvSource(platform, profile.system),
    mhd: openMaternitySource(clientOf('mhd')),
  }
}

const nowhere = (error: ServiceNotNamed): FhirClient => ({
  search: () => Promise.reject(error),
  read: () => Promise.reject(error),
  content: () => Promise.reject(error),
})
