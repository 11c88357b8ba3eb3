import type { Acting } from '../../../nsp/platform/acting.ts'
import type { Answer, SourceName, Unavailable, Withheld } from '../../domain/answer.ts'
import type { Question } from '../../domain/asker.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import type { CitizenRecord } from '../../domain/record.ts'
import { isDayRange, isTimeRange } from '../../domain/spans.ts'
import { DocumentContentUnavailable } from '../../errors/content.ts'
import type { Asking, Said, Sources } from '../source.ts'
import type { Allowance } from './allowance.ts'
import { contentText } from './content-text.ts'
import { joined, joinedMaternity, joinedMeasurements, joinedWhole } from './joined.ts'
import type { SourceDesk } from './source-desk.ts'

/** What a record is read with. */
export interface RecordParts {
  readonly question: Question
  /** What keeps the whole of it from who asks; nothing is asked then. */
  readonly withheld: Withheld | null
  readonly sources: Sources
  readonly desk: SourceDesk
  /** Of the operation, for all its records. */
  readonly allowance: Allowance
  /** Name of the caller. */
  readonly consumer: string
  /** Of the operation. */
  readonly signal: AbortSignal | undefined
  /** Who asks the platform; asked again for each call, and expected to remember. */
  readonly actingOf: (signal: AbortSignal) => Promise<Acting>
}

/** The name under which a part says that the question itself was wrong, and that nobody was asked. */
const OURSELVES = 'record'

/** A record whose parts are read from their sources when they are asked for, each time anew. */
export function citizenRecord(parts: RecordParts): CitizenRecord {
  const { question, sources } = parts
  const one = <Name extends keyof Sources, Part>(
    source: Name,
    ask: (of: Sources[Name], asking: Asking) => Promise<Said<Part>>,
  ): Promise<Answer<Part>> => answerOf(parts, source, (asking) => ask(sources[source], asking))
  return {
    question,
    carePlans: () => one('dds', (dds, asking) => dds.carePlans(asking)),
    masterCard: () => one('sfsk', (sfsk, asking) => sfsk.masterCard(asking)),
    resuscitation: () => one('sfsk', (sfsk, asking) => sfsk.resuscitation(asking)),
    treatmentWill: () => one('btr', (btr, asking) => btr.treatmentWill(asking)),
    diagnoses: () => one('dds', (dds, asking) => dds.diagnoses(asking)),
    medications: () => one('fmk', (fmk, asking) => fmk.medications(asking)),
    vaccinations: () => one('ddv', (ddv, asking) => ddv.vaccinations(asking)),
    documents: (types) => one('dds', (dds, asking) => dds.documents(asking, types)),
    appointments: async (range) =>
      isDayRange(range) ? one('dds', (dds, asking) => dds.appointments(asking, range)) : NO_SPAN,
    maternity: async () => {
      const asked = [
        one('dds', (dds, asking) => dds.maternity(asking)),
        one('mhd', (mhd, asking) => mhd.maternity(asking)),
      ]
      return joinedWhole(await Promise.all(asked), joinedMaternity)
    },
    measurements: async (range) => {
      if (!isTimeRange(range)) return NO_SPAN
      const asked = [
        one('dds', (dds, asking) => dds.measurements(asking, range)),
        one('fut', (fut, asking) => fut.measurements(asking, range)),
      ]
      return joined(await Promise.all(asked), joinedMeasurements)
    },
    contentOf: (document) => parts.allowance.content(() => contentOf(parts, document)),
  }
}

const NO_SPAN: Unavailable = {
  ...{ kind: 'unavailable', source: OURSELVES, code: 'SPAN_INVALID', lastWell: null, tookMs: 0 },
}

const TOO_MANY: Unavailable = { ...NO_SPAN, code: 'TOO_MANY_QUESTIONS' }

async function answerOf<Part>(
  { withheld, allowance, desk, consumer, signal, ...parts }: RecordParts,
  source: SourceName,
  ask: (asking: Asking) => Promise<Said<Part>>,
): Promise<Answer<Part>> {
  if (withheld) return withheld
  if (!allowance.takesQuestion()) return TOO_MANY
  return desk.answerOf({
    ...{ source, consumer, signal },
    ask: async (within) => ask(await askingOf(parts, within)),
  })
}

async function contentOf(
  { withheld, desk, consumer, signal, sources, ...parts }: RecordParts,
  document: DocumentReference,
): Promise<string> {
  const { source } = document
  if (withheld) throw new DocumentContentUnavailable(source, withheld.ground)
  const outcome = await desk.outcomeOf({
    ...{ source, consumer, signal },
    ask: async (within) => sources[source].contentOf(await askingOf(parts, within), document),
  })
  if (outcome.kind === 'unavailable') throw new DocumentContentUnavailable(source, outcome.code)
  return contentText(document.mimeType, outcome.value)
}

async function askingOf(
  { question, actingOf }: Pick<RecordParts, 'question' | 'actingOf'>,
  signal: AbortSignal,
): Promise<Asking> {
  const { cpr, override } = question
  const regarding = { cpr, consentOverride: override !== null }
  return { acting: await actingOf(signal), regarding, signal }
}
