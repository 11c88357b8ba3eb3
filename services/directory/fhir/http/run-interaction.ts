import {
  FhirInteractionUnsupported,
  FhirParameterUnknown,
  FhirResourceGone,
  FhirResourceUnknown,
} from '../../errors/fhir.ts'
import { history } from '../bundle/history.ts'
import { capabilityStatement } from '../capability/capability-statement.ts'
import type { ResourceType } from '../resource.ts'
import type { RawQuery } from '../search/raw-query.ts'
import { searchset } from '../search/search.ts'
import { searchRequest } from '../search/search-request.ts'
import { type Shape, shapeOf } from '../search/shape.ts'
import { type Answer, answerOf, versionAnswer } from './answer.ts'
import { runBatch } from './batch.ts'
import type { Call } from './call.ts'
import type { Interaction } from './interaction.ts'
import { operationInput } from './operation-input.ts'

/** @throws KnownErrors of the directory; whatever else is a bug */
export async function runInteraction(call: Call): Promise<Answer> {
  const { interaction, content, base, query } = call
  switch (interaction.kind) {
    case 'capabilities':
      return answerOf(capabilityStatement(content, base))
    case 'batch':
      return runBatch(call, runInteraction)
    case 'search':
      return runSearch(interaction.type, call)
    case 'history-type':
    case 'history-instance':
      return runHistory(interaction, call)
    case 'operation':
      return runOperation(interaction, call)
    case 'read':
      return runRead(interaction, { ...call, shape: shapeFor(query, call.isStrict) })
    case 'vread':
      return runVersion(interaction, { ...call, shape: shapeFor(query, call.isStrict) })
  }
}

async function runSearch(type: ResourceType, call: Call): Promise<Answer> {
  const { kinds, register, base, query, totals } = call
  const kind = kinds.get(type)
  if (!kind) throw new FhirInteractionUnsupported(type, [])
  const request = searchRequest(query, { ...call, kind })
  return answerOf(
    await searchset(request, { type, register, base, totals, latest: await register.latest() }),
  )
}

async function runHistory(
  interaction: Extract<Interaction, { kind: 'history-type' | 'history-instance' }>,
  { register, base, isStrict, query }: Call,
): Promise<Answer> {
  const { type } = interaction
  const id = interaction.kind === 'history-instance' ? interaction.id : null
  const latest = await register.latest()
  const bundle = await history(query, { type, id, register, latest, base, isStrict })
  if (id !== null && bundle.total === 0 && !query.some(([name]) => name === '_since')) {
    throw new FhirResourceUnknown(type, id)
  }
  return answerOf(bundle)
}

async function runOperation(
  { type, name }: Extract<Interaction, { kind: 'operation' }>,
  { content, register, base, query, body }: Call,
): Promise<Answer> {
  const operation = content.operations.find((known) => known.name === name && known.type === type)
  if (!operation) throw new FhirInteractionUnsupported(`operation on ${type}`, [])
  const input = operationInput(operation, query, body)
  return answerOf(await operation.run(input, { register, base, moment: await register.latest() }))
}

type Shaped = Call & { readonly shape: Shape }

async function runRead(
  { type, id }: Extract<Interaction, { kind: 'read' }>,
  { register, base, shape }: Shaped,
): Promise<Answer> {
  const found = (await register.reader(type, await register.latest()).read([id])).get(id)
  if (!found) throw new FhirResourceUnknown(type, id)
  if (found.kind === 'gone') throw new FhirResourceGone(type, id, found.tombstone.versionId)
  return versionAnswer(base, found.resource, shape)
}

async function runVersion(
  { type, id, versionId }: Extract<Interaction, { kind: 'vread' }>,
  { register, base, shape }: Shaped,
): Promise<Answer> {
  const reader = register.reader(type, await register.latest())
  const entry = /^\d{1,9}$/.test(versionId) ? await reader.version(id, versionId) : null
  if (!entry) throw new FhirResourceUnknown(type, `${id}/_history/${versionId}`)
  if (entry.kind === 'deleted') throw new FhirResourceGone(type, id, versionId)
  return versionAnswer(base, entry.resource, shape)
}

const OF_READ = ['_summary', '_elements', '_format', '_pretty']

function shapeFor(query: RawQuery, isStrict: boolean): Shape {
  const unknown = query.find(([name]) => !OF_READ.includes(name))
  if (unknown && isStrict)
    throw new FhirParameterUnknown(unknown[0], 'a read has no such parameter')
  return shapeOf(query)
}
