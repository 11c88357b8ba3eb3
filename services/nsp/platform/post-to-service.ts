import type { SoapEnvelope } from '../soap/envelope.ts'
import type { SoapPost, SoapPoster } from '../soap/post-soap.ts'
import type { SoapReply } from '../soap/read-reply.ts'
import type { SoapVersion } from '../soap/version.ts'
import { type CallOutcome, failureOf } from './call-outcome.ts'
import { ServiceNotNamed } from './errors.ts'
import type { PlatformProfile } from './profile.ts'
import { SERVICE_PROFILES } from './service-profiles.ts'
import type { ServiceName } from './services.ts'

/** A message to a service, wherever that stands. */
export interface ServicePost extends Omit<SoapPost, 'service' | 'url' | 'dcc'> {
  readonly service: ServiceName
}

/** Sends messages to the services of one environment. @throws {ServiceNotNamed} and what {@link SoapPoster.post} throws */
export type PostToService = (message: ServicePost) => Promise<SoapReply>

/** @see postToService */
export interface PostToServiceOptions {
  readonly profile: Pick<PlatformProfile, 'name' | 'services' | 'dcc'>
  readonly poster: SoapPoster
  readonly onCall?: ((outcome: CallOutcome) => void) | undefined
  readonly onReply?: ((reply: ReplySeen) => void) | undefined
}

/** An answer, as whoever compares it with what is expected is shown it. */
export interface ReplySeen {
  readonly service: ServiceName
  readonly sent: SoapVersion
  readonly envelope: SoapEnvelope
}

/** Knows where each service of an environment stands, and tells how each call ended. */
export function postToService({
  profile,
  poster,
  onCall,
  onReply,
}: PostToServiceOptions): PostToService {
  return async (message) => {
    const { service, signal } = message
    const url = profile.services[service]
    if (!url) throw new ServiceNotNamed(service, profile.name)
    const way = SERVICE_PROFILES[service].dcc
    const dcc = profile.dcc && way ? { root: profile.dcc, identifier: way.identifier } : null
    const startedAt = performance.now()
    const tell = (outcome: Pick<CallOutcome, 'isFailure' | 'code'> | null) =>
      outcome && onCall?.({ service, durationMs: performance.now() - startedAt, ...outcome })
    try {
      const reply = await poster.post({ ...message, url, dcc })
      tell({ isFailure: false, code: null })
      onReply?.({ service, sent: message.version, envelope: reply.envelope })
      return reply
    } catch (error) {
      tell(failureOf(error, signal))
      throw error
    }
  }
}
