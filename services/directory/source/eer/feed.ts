import type { FeedItem, FileHeader } from '../../domain/statement/facts.ts'
import { dayOf } from '../../domain/time/local-date.ts'
import { ImportRefused } from '../../errors/importing.ts'
import type { Feed, InputFile } from '../feed.ts'
import { instantOf } from './day-of-date-time.ts'
import { deviceItems } from './device.ts'
import { endpointItems } from './endpoint.ts'
import { sorIdIn } from './identifiers.ts'
import { isBundle } from './is-bundle.ts'
import { type Json, objectIn, textIn } from './json.ts'
import { organisationItems } from './organisation.ts'
import { removalItem } from './removal.ts'
import { partsOf, type Survey, surveyOf } from './survey.ts'

/** Reads the endpoint register as a FHIR R4 Bundle, in two passes: references may point forwards. */
export const eerFeed: Feed = {
  format: 'eer',
  order: 1,
  recognises: isBundle,
  read,
}

/** Bundles that state something; a collection states all there is, the others close nothing by silence. */
const IS_DELTA: ReadonlyMap<string, boolean> = new Map([
  ['collection', false],
  ['transaction', true],
  ['batch', true],
  ['searchset', true],
])

/**
 * @throws {ImportRefused} HEADER_MISSING when it is no Bundle or its timestamp is none, FILE_UNKNOWN for a kind of Bundle that
 *   is no register, and what `textOf` and `bundleScanner` refuse
 */
async function* read(file: InputFile): AsyncGenerator<readonly FeedItem[]> {
  const survey = await surveyOf(file)
  const header = headerOf(file, survey)
  yield [header]
  for await (const parts of partsOf(file)) {
    const items: FeedItem[] = []
    for (const { name, line, value } of parts) {
      if (name === 'entry') items.push(...entryItems(objectIn(value), line, { header, survey }))
      else if (!MEMBERS.has(name)) items.push(unknown(`Bundle.${name.slice(0, 60)}`, line))
    }
    if (items.length > 0) yield items
  }
}

const MEMBERS: ReadonlySet<string> = new Set([
  'resourceType',
  'type',
  'timestamp',
  'id',
  'meta',
  'link',
  'total',
  'identifier',
])

function headerOf({ name }: InputFile, survey: Survey): FileHeader {
  const { resourceType, type, timestamp } = survey
  if (resourceType !== 'Bundle') {
    throw new ImportRefused('HEADER_MISSING', `Cannot read file "${name}": it is no Bundle`)
  }
  const isDelta = IS_DELTA.get(type ?? '')
  if (isDelta === undefined) {
    const state = `a Bundle of type ${type ?? '(none)'} is no register`
    throw new ImportRefused('FILE_UNKNOWN', `Cannot read file "${name}": ${state}`)
  }
  const instant = timestamp === null ? null : instantIn(timestamp, name)
  return {
    kind: 'header',
    snapshotDate: instant && dayOf(instant),
    snapshotInstant: timestamp,
    speaksFor: ['organisation', 'mailbox', 'message-type', 'access-point'],
    isDelta,
  }
}

function instantIn(timestamp: string, name: string): Date {
  try {
    return instantOf(timestamp)
  } catch (cause) {
    const message = `Cannot read file "${name}": its timestamp is no instant`
    throw new ImportRefused('HEADER_MISSING', message, { cause })
  }
}

interface Surroundings {
  readonly header: FileHeader
  readonly survey: Survey
}

function entryItems(entry: Json, line: number, { header, survey }: Surroundings): FeedItem[] {
  const request = objectIn(entry.request)
  const method = header.isDelta ? (textIn(request.method) ?? 'PUT') : 'PUT'
  if (method === 'DELETE') return [removalItem(textIn(request.url) ?? '', line, survey)]
  if (method !== 'PUT' && method !== 'POST') {
    return [unknown(`entry with method ${method.slice(0, 20)}`, line)]
  }
  const resource = objectIn(entry.resource)
  if (resource.resourceType === 'Organization' && resource.active === false) {
    // A snapshot closes it by leaving it out; a delta has to say so.
    const url = `Organization/${sorIdIn(resource) ?? ''}`
    return header.isDelta
      ? [removalItem(url, line, survey)]
      : [unknown('inactive Organization', line)]
  }
  return resourceItems(resource, line, survey)
}

const unknown = (name: string, line: number): FeedItem => ({ kind: 'unknown', line, name })

function resourceItems(resource: Json, line: number, survey: Survey): FeedItem[] {
  const type = textIn(resource.resourceType) ?? '(none)'
  if (type === 'Organization') return organisationItems(resource, line, survey)
  if (type === 'Endpoint') return endpointItems(resource, line, survey)
  if (type === 'Device') return deviceItems(resource, line)
  return [unknown(`resource ${type.slice(0, 60)}`, line)]
}
