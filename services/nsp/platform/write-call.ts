import { writeDgwsEnvelope } from '../dgws/envelope.ts'
import { newDgwsId } from '../dgws/header.ts'
import { hsuidOf } from '../hsuid/hsuid-of.ts'
import { writeHsuid } from '../hsuid/hsuid-write.ts'
import { writeIdwsMessage } from '../idws/message.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import { newMessageId, writeAddressing } from '../soap/addressing.ts'
import type { SoapVersion } from '../soap/version.ts'
import type { Shown } from '../sts/shown.ts'
import type { XmlText } from '../xml/template.ts'
import type { PlatformCall } from './platform.ts'
import type { SystemIdentity } from './profile.ts'

/** What a call is written with. */
export interface CallSurroundings {
  readonly version: SoapVersion
  readonly isHsuidSent: boolean
  readonly shown: Shown
  readonly system: SystemIdentity
  readonly signingKey: SigningKey
  readonly now: Date
}

/** A call as it is sent, and the ids that its answer has to name. */
export interface WrittenCall {
  readonly envelope: XmlText
  /** Of `medcom:Header`; null for a message without one. */
  readonly dgwsId: string | null
  /** Of WS-Addressing. */
  readonly messageId: string
}

/** Writes the whole message of a call: by Den Gode Webservice where a card is shown, by IDWS where a token is. */
export function writeCall(call: PlatformCall, around: CallSurroundings): WrittenCall {
  const { action, body, headers = [] } = call
  const { version, shown, signingKey, now } = around
  const messageId = newMessageId()
  const own = [...writtenHsuid(call, around), ...headers]
  if (shown.kind === 'token') {
    const message = { version, action, messageId, created: now, token: shown, signingKey, body }
    return { envelope: writeIdwsMessage({ ...message, more: own }), dgwsId: null, messageId }
  }
  const dgwsId = newDgwsId()
  const envelope = writeDgwsEnvelope({
    ...{ version, body, created: now, idCard: shown.text },
    header: {
      ...{ securityLevel: shown.level, messageId: dgwsId, flowId: newDgwsId() },
      requireReceipt: false,
    },
    more: [...own, ...writeAddressing({ action, messageId })],
  })
  return { envelope, dgwsId, messageId }
}

function writtenHsuid(
  { acting, regarding }: PlatformCall,
  { isHsuidSent, system, now }: CallSurroundings,
): readonly XmlText[] {
  if (!isHsuidSent || regarding === null) return []
  const hsuid = hsuidOf({ acting, regarding, system, now })
  return hsuid ? [writeHsuid(hsuid)] : []
}
