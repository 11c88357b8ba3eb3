import { Readable } from 'node:stream'
import type { Request } from 'express'
import { FhirBodyInvalid, FhirBodyUnsupported } from '../../errors/fhir.ts'
import type { AnyResource } from '../resource.ts'
import { type RawQuery, rawQuery } from '../search/raw-query.ts'
import { resourceOfXml } from '../xml/read.ts'
import { formatOfType, MEDIA_TYPES } from './format.ts'
import type { Interaction } from './interaction.ts'

/** What a POST brought: parameters of a form, or a resource. */
export interface Body {
  readonly query: RawQuery
  readonly resource: AnyResource | null
}

const FORM = 'application/x-www-form-urlencoded'

/**
 * Reads the body that the interaction takes: a form to search by, a resource for a batch, either for an operation.
 *
 * @throws {FhirBodyUnsupported} for another type, or an encoding of content
 * @throws {FhirBodyInvalid} for what is not what its type says
 */
export async function bodyOf(request: Request, { kind }: Interaction): Promise<Body> {
  const text = await textOf(request)
  if (text.trim() === '') return { query: [], resource: null }
  const [type = ''] = (request.get('content-type') ?? '').toLowerCase().split(';')
  if (type.trim() === FORM && kind !== 'batch') return { query: rawQuery(text), resource: null }
  const format = formatOfType(request.get('content-type') ?? '')
  if (kind === 'search') throw new FhirBodyUnsupported([FORM])
  if (!format) throw new FhirBodyUnsupported([...Object.values(MEDIA_TYPES)])
  return { query: [], resource: format === 'xml' ? resourceOfXml(text) : resourceOfJson(text) }
}

async function textOf(request: Request): Promise<string> {
  if (request.get('content-encoding') !== undefined) {
    throw new FhirBodyUnsupported(['a body that is not compressed'])
  }
  const stream = request.body instanceof Readable ? request.body : request
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    throw new FhirBodyInvalid('Cannot read body "as text": it is not UTF-8', { cause })
  }
}

function resourceOfJson(text: string): AnyResource {
  const value = parsed(text)
  if (typeof value === 'object' && value !== null && 'resourceType' in value) {
    const { resourceType } = value
    if (typeof resourceType === 'string') return { ...value, resourceType }
  }
  throw new FhirBodyInvalid('Cannot read body "as JSON": it is no resource')
}

// What the parser says quotes the body, which is nobody's to repeat.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FhirBodyInvalid('Cannot read body "as JSON": it is none')
  }
}
