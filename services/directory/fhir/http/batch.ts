import { isKnownError } from '../../../kit/errors.ts'
import { FhirBodyInvalid, FhirInteractionUnsupported, FhirTooCostly } from '../../errors/fhir.ts'
import type { FhirRegister, ReadResult, ResourceReader } from '../port.ts'
import type { AnyResource, FhirElement, FhirValue, ResourceType } from '../resource.ts'
import { rawQuery } from '../search/raw-query.ts'
import { type Answer, answerOf } from './answer.ts'
import type { Call } from './call.ts'
import { type Interaction, interactionOf } from './interaction.ts'
import { failureOf } from './outcome.ts'
import { refusePersonNumber, refusePersonNumbers } from './person-number.ts'

const MOST_REQUESTS = 1_000
// Searches, histories and operations; reads are answered together.
const MOST_OTHERS = 50

/** Answers one interaction. */
export type RunInteraction = (call: Call) => Promise<Answer>

type Asked =
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'failed'; readonly error: unknown }

/**
 * Answers a batch of GET requests, each by itself, in their order. Reads of one type are read together.
 *
 * @throws {FhirBodyInvalid} where the body is no batch
 * @throws {FhirTooCostly} for more requests than are answered at once
 */
export async function runBatch(call: Call, run: RunInteraction): Promise<Answer> {
  const asked = requestsOf(call.body).map((request) => askedBy(request, call))
  const others = asked.filter((one) => one.kind === 'call' && one.call.interaction.kind !== 'read')
  if (asked.length > MOST_REQUESTS || others.length > MOST_OTHERS) {
    throw new FhirTooCostly(
      `Cannot answer batch "of ${asked.length} requests": ${MOST_REQUESTS} reads and ${MOST_OTHERS} others are the most at once`,
    )
  }
  const register = readingTogether(call.register, asked)
  const entry: FhirElement[] = []
  for (const one of asked) entry.push(await entryOf(one, (call) => run({ ...call, register })))
  return answerOf({
    resourceType: 'Bundle',
    type: 'batch-response',
    ...(entry.length === 0 ? {} : { entry }),
  })
}

function requestsOf(body: AnyResource | null): readonly FhirElement[] {
  if (body?.resourceType !== 'Bundle' || body.type !== 'batch') {
    throw new FhirBodyInvalid('Cannot read body "of the batch": it is no Bundle of type batch')
  }
  const entries = body.entry ?? []
  if (!isList(entries))
    throw new FhirBodyInvalid('Cannot read body "of the batch": entry is no list')
  return entries.map((entry) =>
    isElement(entry) && entry.request !== undefined && isElement(entry.request)
      ? entry.request
      : {},
  )
}

function askedBy({ method, url }: FhirElement, call: Call): Asked {
  try {
    if (typeof url !== 'string' || typeof method !== 'string') {
      throw new FhirBodyInvalid('Cannot read entry "of the batch": it has no request')
    }
    const relative = url.startsWith(`${call.base}/`) ? url.slice(call.base.length + 1) : url
    const [path = '', text = ''] = relative.split('?', 2)
    refusePersonNumber('the url of a request', path)
    const query = rawQuery(text)
    refusePersonNumbers(query)
    if (method !== 'GET') throw new FhirInteractionUnsupported(`${method} in a batch`, ['GET'])
    const served = new Set(call.kinds.keys())
    const interaction = interactionOf('GET', path.replace(/^\/+|\/+$/g, ''), served)
    return { kind: 'call', call: { ...call, interaction, query, body: null } }
  } catch (error) {
    if (!isKnownError(error)) throw error
    return { kind: 'failed', error }
  }
}

async function entryOf(asked: Asked, run: RunInteraction): Promise<FhirElement> {
  if (asked.kind === 'failed') return failedEntry(asked.error)
  try {
    const { resource, version } = await run(asked.call)
    const modified = version && { etag: version.etag, lastModified: version.lastModified }
    return { resource, response: { status: '200 OK', ...modified } }
  } catch (error) {
    return failedEntry(error)
  }
}

function failedEntry(error: unknown): FhirElement {
  // A bug is no answer of one request: the whole batch fails with it, and is logged once.
  if (!isKnownError(error)) throw error
  const { status, outcome } = failureOf(error, () => null)
  return { response: { status: String(status), outcome } }
}

/** A register whose reads of single resources are answered from one read for each type. */
function readingTogether(register: FhirRegister, asked: readonly Asked[]): FhirRegister {
  const reads = asked.flatMap((one) => (one.kind === 'call' ? readsOf(one.call.interaction) : []))
  const known = new Map<ResourceType, Promise<ReadonlyMap<string, ReadResult>>>()
  return {
    ...register,
    reader: (type, moment) => {
      const reader = register.reader(type, moment)
      const ids = [...new Set(reads.flatMap((one) => (one.type === type ? [one.id] : [])))]
      const read: ResourceReader['read'] = (wanted) => {
        if (!wanted.every((id) => ids.includes(id))) return reader.read(wanted)
        const reading = known.get(type) ?? reader.read(ids)
        known.set(type, reading)
        return reading
      }
      return { ...reader, read }
    },
  }
}

const readsOf = (interaction: Interaction) => (interaction.kind === 'read' ? [interaction] : [])

const isList = (value: FhirValue): value is readonly FhirValue[] => Array.isArray(value)

const isElement = (value: FhirValue): value is FhirElement =>
  typeof value === 'object' && value !== null && !isList(value)
