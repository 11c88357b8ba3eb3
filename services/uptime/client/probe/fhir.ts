import { createHash } from 'node:crypto'
import type { FhirProbe } from '../../domain/probe.ts'
import { exchange } from './exchange.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import { checkStatus, seenOf } from './http.ts'
import { jsonOf } from './json-of.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Reads a FHIR server's CapabilityStatement, and takes its digest. */
export async function probeFhir(probe: FhirProbe, around: ProbeSurroundings): Promise<Finding> {
  const url = `${probe.url.replace(/\/$/, '')}/metadata`
  const answer = await exchange({ url, headers: { accept: 'application/fhir+json' } }, around)
  checkStatus(answer)
  const statement = jsonOf(answer, 'NOT_FHIR')
  if (statement.resourceType !== 'CapabilityStatement') {
    throw new ProbeFailure('NOT_FHIR', 'Its answer is no CapabilityStatement', seenOf(answer))
  }
  return found({ ...seenOf(answer), capability: capabilityOf(statement) })
}

// What says when it was made, or by whom it was asked, is no capability.
const PASSING: ReadonlySet<string> = new Set(['id', 'meta', 'date', 'text'])

/** SHA-256 of what the server can do, whatever order it is written in. */
export function capabilityOf(statement: Readonly<Record<string, unknown>>): string {
  const lasting = Object.entries(statement).filter(([name]) => !PASSING.has(name))
  return createHash('sha256')
    .update(canonical(Object.fromEntries(lasting)))
    .digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join()}}`
}
