import type { Acting } from '../../services/nsp/platform/acting.ts'
import type { OpenPlatform } from '../../services/nsp/platform/open-platform.ts'
import { SERVICE_PROFILES } from '../../services/nsp/platform/service-profiles.ts'
import type { ServiceName } from '../../services/nsp/platform/services.ts'
import { operationOf } from '../../services/nsp/soap/post-soap.ts'
import { isNamed, needed } from '../../services/nsp/xml/element.ts'
import { whitelistingHeader } from '../../services/record/client/fmk/whitelisting.ts'
import { NOBODY, type People } from './people.ts'
import type { Question } from './questions.ts'
import { Differs } from './verdict.ts'

/** Asks a service a question, and compares the answer with what it has to be. @throws {Differs} */
export async function tryCall(
  platform: OpenPlatform,
  asked: { readonly service: ServiceName; readonly question: Question; readonly people: People },
  signal: AbortSignal,
): Promise<string> {
  const { service, question, people } = asked
  const { action, body, answer, holds = [], whitelisting } = question
  const acting = actingAt(service, people)
  const headers = whitelisting
    ? [whitelistingHeader(whitelisting, acting, platform.profile.system)]
    : []
  const call = { service, action, body, acting, regarding: NOBODY, headers, signal }
  const reply = await platform.call(call)
  const { namespaceURI, localName } = reply.body
  if (!isNamed(reply.body, answer)) {
    const isElsewhere = localName === answer.name
    throw new Differs(
      isElsewhere
        ? `${answer.name} is in another namespace than ${answer.ns}: ${plain(namespaceURI)}`
        : `it answers ${plain(localName)} and not ${answer.name}`,
    )
  }
  needed(reply.body, ...holds)
  return `${operationOf(action)} as ${acting.kind}`
}

// Who may see the most that the service takes; staff too where the system shows its own card and HSUID tells of them.
function actingAt(service: ServiceName, { professional, citizen }: People): Acting {
  const { credentials, isHsuidSent } = SERVICE_PROFILES[service]
  if (credentials.professional === null) return citizen
  if (credentials.professional === 'system-card' && !isHsuidSent) return { kind: 'system' }
  return professional
}

// A name that a service chose is shown as far as it is one.
const plain = (name: string | null): string =>
  name !== null && /^[A-Za-z][\w:./-]{0,120}$/.test(name) && !/\d{6}/.test(name) ? name : 'another'
