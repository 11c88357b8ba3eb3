import { idsOnly } from '../../services/kit/telemetry/tracing.ts'
import { type OpenPlatform, openPlatform } from '../../services/nsp/platform/open-platform.ts'
import type { ReplySeen } from '../../services/nsp/platform/post-to-service.ts'
import type { PlatformProfile } from '../../services/nsp/platform/profile.ts'
import { SERVICE_NAMES, type ServiceName } from '../../services/nsp/platform/services.ts'
import { NOBODY, type People } from './people.ts'
import { type Question, questionsAbout } from './questions.ts'
import { tryCall } from './try-call.ts'
import { isExchange, tryExchange } from './try-exchange.ts'
import { type FhirTry, tryFhir } from './try-fhir.ts'
import { tryPage } from './try-page.ts'
import { Differs, type Verdict, verdictOn } from './verdict.ts'

const SECONDS_EACH = 10

/** What services are tried with. */
export interface TryOptions {
  readonly profile: PlatformProfile
  readonly people: People
  readonly signal: AbortSignal
}

/** Tries every service of an environment, one after the other: nobody shall notice it. */
export async function* tryServices({
  profile,
  people,
  signal,
}: TryOptions): AsyncGenerator<Verdict, void, void> {
  const replies: ReplySeen[] = []
  const onReply = (reply: ReplySeen) => void replies.push(reply)
  await using platform = openPlatform({ profile, tracing: idsOnly, onReply })
  const questions = questionsAbout(NOBODY.cpr)
  for (const service of SERVICE_NAMES) {
    signal.throwIfAborted()
    replies.length = 0
    const within = AbortSignal.any([signal, AbortSignal.timeout(SECONDS_EACH * 1_000)])
    const question = questions[service]
    yield await tried({ platform, people, service, question, replies }, within)
  }
}

interface Trying {
  readonly platform: OpenPlatform
  readonly people: People
  readonly service: ServiceName
  readonly question: Question | undefined
  readonly replies: readonly ReplySeen[]
}

async function tried(trying: Trying, signal: AbortSignal): Promise<Verdict> {
  const { platform, service, replies } = trying
  const url = platform.profile.services[service]
  if (!url) return { service, kind: 'absent', what: '' }
  const startedAt = performance.now()
  try {
    const { kind, what } = await asked(trying, url, signal)
    checkVersions(replies)
    return { service, kind, what: `${what} (${Math.round(performance.now() - startedAt)} ms)` }
  } catch (error) {
    return { service, ...verdictOn(error) }
  }
}

async function asked(
  { platform, people, service, question }: Trying,
  url: URL,
  signal: AbortSignal,
): Promise<Pick<Verdict, 'kind' | 'what'>> {
  if (isExchange(service)) return seen(await tryExchange(service, platform, { people, signal }))
  const search = searchOf(service, people)
  if (search) return tryFhir(url, search, signal)
  if (question) return seen(await tryCall(platform, { service, question, people }, signal))
  return seen(await tryPage(url, signal))
}

const seen = (what: string) => ({ kind: 'seen', what }) as const

function searchOf(service: ServiceName, { citizen }: People): FhirTry | null {
  const token = citizen.jwt
  const patient = `urn:oid:1.2.208.176.1.2|${NOBODY.cpr}`
  if (service === 'mhd') {
    const form = { 'patient.identifier': patient, status: 'current' }
    return { type: 'DocumentReference', form, token }
  }
  if (service !== 'fut-measurement') return null
  return { type: 'Observation', form: { 'subject:identifier': patient }, token }
}

function checkVersions(replies: readonly ReplySeen[]): void {
  const other = replies.find(({ sent, envelope }) => sent !== envelope.version)
  if (!other) return
  const { sent, envelope } = other
  throw new Differs(`it answers SOAP ${sent} with SOAP ${envelope.version}`)
}
