import type { Tracing } from '../../kit/telemetry/tracing.ts'
import { checkReply } from '../dgws/header.ts'
import { Authorities } from '../signature/authorities.ts'
import { readAddressing } from '../soap/addressing.ts'
import { DgwsFault, StsFault, UpstreamAnswerInvalid } from '../soap/errors.ts'
import { soapPoster } from '../soap/post-soap.ts'
import type { SoapReply } from '../soap/read-reply.ts'
import type { Attachment } from '../soap/write-multipart.ts'
import { type Exchanges, exchanges } from '../sts/exchanges.ts'
import { type Taken, type TokenObserver, type Tokens, tokens } from '../sts/tokens.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { CallOutcome } from './call-outcome.ts'
import { CallerNotTaken } from './errors.ts'
import type { Platform, PlatformCall } from './platform.ts'
import { postToService, type ReplySeen } from './post-to-service.ts'
import type { PlatformProfile } from './profile.ts'
import { SERVICE_PROFILES } from './service-profiles.ts'
import { type WrittenCall, writeCall } from './write-call.ts'

/** @see openPlatform */
export interface PlatformOptions {
  readonly profile: PlatformProfile
  readonly tracing: Pick<Tracing, 'child'>
  /** Default: the machine's clock. */
  readonly now?: () => Date
  /** Is told how each message ended, those to the STS too. */
  readonly onCall?: (outcome: CallOutcome) => void
  /** Is shown every answer without a fault. */
  readonly onReply?: (reply: ReplySeen) => void
  readonly tokenObserver?: TokenObserver
}

/** One environment of the platform, with its connections. Disposing it closes them. */
export interface OpenPlatform extends Platform, AsyncDisposable {
  readonly profile: PlatformProfile
  /** What the STS is asked for, past what is held; for those who try whether it answers. */
  readonly exchanges: Exchanges
}

/**
 * Opens an environment; nothing is connected before the first call.
 *
 * @throws what Node says of a certificate that cannot be read
 */
export function openPlatform(options: PlatformOptions): OpenPlatform {
  const { profile, tracing, now = () => new Date(), tokenObserver: observer } = options
  const { onCall, onReply } = options
  const { system } = profile
  const poster = soapPoster({ tracing })
  const post = postToService({ profile, poster, onCall, onReply })
  const signingKey = { certificate: system.certificate, key: system.key }
  const authorities = new Authorities(profile.authorities)
  const exchanged = exchanges({ post, system, signingKey, authorities, now })
  const held = tokens({ exchanges: exchanged, now, observer })

  const send = async (call: PlatformCall, { shown }: Taken): Promise<SoapReply> => {
    const { service, action, attachments, streamed, signal } = call
    const { soap, isHsuidSent, dcc } = SERVICE_PROFILES[service]
    const version = soap ?? '1.1'
    const around = { version, isHsuidSent, shown, system, signingKey, now: now() }
    const written = writeCall(call, around)
    const reply = await post({
      ...{ service, version, action, envelope: written.envelope },
      ...(attachments ? { attachments: typed(attachments) } : {}),
      ...(streamed ? { streamed } : {}),
      ...(signal ? { signal } : {}),
    })
    checkAnswer(reply, written, { isRouted: profile.dcc !== null && dcc !== null })
    return reply
  }
  return {
    ...{ profile, exchanges: exchanged },
    call: async (call) => {
      const taken = await credentialFor(call, held)
      const reply = await send(call, taken).catch(async (error) => {
        // A call that is refused for its card has done nothing, so that also a write may be sent once more.
        if (!isExpired(error)) throw error
        taken.refuse()
        return send(call, await credentialFor(call, held))
      })
      return { body: reply.body, attachments: reply.attachments }
    },
    [Symbol.asyncDispose]: () => poster[Symbol.asyncDispose](),
  }
}

function credentialFor({ service, acting, signal }: PlatformCall, held: Tokens): Promise<Taken> {
  const { credentials, audience } = SERVICE_PROFILES[service]
  const credential = credentials[acting.kind]
  if (credential === 'system-card') return held.systemCard(signal)
  if (credential === 'user-card' && acting.kind === 'professional') {
    return held.userCard(acting, signal)
  }
  if (credential === 'identity-token' && acting.kind === 'citizen' && audience !== null) {
    return held.identityToken(acting, audience, signal)
  }
  return Promise.reject(new CallerNotTaken(service, acting.kind))
}

const isExpired = (error: unknown): boolean =>
  (error instanceof DgwsFault && error.faultCode === 'expired_idcard') ||
  (error instanceof StsFault && error.faultCode === 'ExpiredData')

/** @param isRouted by the decoupling component, which may put addresses of its own into the message */
function checkAnswer(
  { envelope }: SoapReply,
  { dgwsId, messageId }: WrittenCall,
  { isRouted }: { readonly isRouted: boolean },
): void {
  try {
    if (dgwsId !== null) checkReply(envelope, dgwsId)
    const relatesTo = readAddressing(envelope)?.relatesTo ?? null
    if (!isRouted && relatesTo !== null && relatesTo !== messageId)
      throw new UpstreamAnswerInvalid('it is no answer to the message that was sent')
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause
    throw new UpstreamAnswerInvalid('its headers are not those of the standard', { cause })
  }
}

const typed = (attachments: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Attachment> =>
  new Map([...attachments].map(([id, bytes]) => [id, { type: 'application/octet-stream', bytes }]))
