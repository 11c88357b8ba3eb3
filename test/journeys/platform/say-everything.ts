import { NOBODY, type People } from '../../../infra/probe/people.ts'
import { questionsAbout } from '../../../infra/probe/questions.ts'
import { tryCall } from '../../../infra/probe/try-call.ts'
import { isExchange, tryExchange } from '../../../infra/probe/try-exchange.ts'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import { notificationService } from '../../../services/nsp/nas/requests.ts'
import type { OpenPlatform } from '../../../services/nsp/platform/open-platform.ts'
import { SERVICE_NAMES } from '../../../services/nsp/platform/services.ts'
import { provideDocument } from '../../../services/nsp/xds/provide-document.ts'
import { queryDocuments } from '../../../services/nsp/xds/query-documents.ts'
import { openSources } from '../../../services/record/client/open-sources.ts'
import type { Asking } from '../../../services/record/client/source.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { NAS_TOPICS } from '../../../services/sandbox/upstream/nas/topics.ts'

/** Has the platform asked everything that production code asks: by the record, by its feed, by the probe, and ITI-41. */
export async function sayEverything(platform: OpenPlatform, people: People): Promise<void> {
  const signal = AbortSignal.timeout(30_000)
  await askRecord(platform, people, signal)
  await followChanges(platform, signal)
  await probe(platform, people, signal)
  await give(platform, people, signal)
}

async function askRecord(platform: OpenPlatform, people: People, signal: AbortSignal) {
  const { profile } = platform
  const now = () => new Date()
  const { dds, sfsk, btr, fmk, ddv } = openSources({ platform, profile, tracing: idsOnly, now })
  const open = { from: null, to: null }
  const regarding = { cpr: CITIZENS.full.cpr, consentOverride: false }
  const as = (acting: Asking['acting'], about = regarding): Asking => ({
    ...{ acting, regarding: about, signal },
  })
  const asking = as(people.professional)
  await Promise.all([
    ...[dds.appointments(asking, open), dds.carePlans(asking), dds.diagnoses(asking)],
    ...[dds.maternity(asking), dds.measurements(asking, open)],
    ...[dds.documents(asking, null), dds.documents(asking, ['11502-2'])],
    ...[sfsk.masterCard(asking), sfsk.resuscitation(asking), btr.treatmentWill(asking)],
    ...[fmk.medications(asking), ddv.vaccinations(asking)],
  ])
  const { cpr } = CITIZENS.unclear
  await btr.treatmentWill(as(people.professional, { cpr, consentOverride: false }))
  const own = as(people.citizen, NOBODY)
  await Promise.all([dds.documents(own, null), fmk.medications(own), ddv.vaccinations(own)])
}

async function followChanges(platform: OpenPlatform, signal: AbortSignal) {
  const nas = notificationService(platform)
  const list = { name: 'everybody', description: 'All', ids: [CITIZENS.full.cpr] }
  await nas.keepIdList(list, signal)
  const pullPoint = await nas.createPullPoint(signal)
  await nas.subscribe({ pullPoint, topic: NAS_TOPICS[0], idList: list.name }, signal)
  await nas.getMessages({ pullPoint, most: 10 }, signal)
}

async function probe(platform: OpenPlatform, people: People, signal: AbortSignal) {
  const questions = questionsAbout(NOBODY.cpr)
  for (const service of SERVICE_NAMES) {
    const question = questions[service]
    if (question) await tryCall(platform, { service, question, people }, signal)
    if (isExchange(service)) await tryExchange(service, platform, { people, signal })
  }
}

async function give(platform: OpenPlatform, people: People, signal: AbortSignal) {
  const regarding = { cpr: CITIZENS.full.cpr, consentOverride: false }
  const about = { acting: people.professional, regarding, signal }
  const found = { ...about, registry: 'dds-registry', query: { kind: 'find' } } as const
  const { entries } = await queryDocuments(platform, found)
  const [entry] = entries
  if (!entry) throw new RangeError('Cannot give a document: there is none to be like')
  const own = { ...entry, uniqueId: '2.25.77', repositoryUniqueId: '' }
  const submission = { sourceId: '2.25.78', submittedAt: new Date(), content: Buffer.from('<a/>') }
  await provideDocument(platform, { ...about, ...submission, entry: own })
}
