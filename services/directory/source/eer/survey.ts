import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { InputFile } from '../feed.ts'
import { textOf } from '../input/text-of.ts'
import { type BundlePart, bundleScanner } from './bundle-scanner.ts'
import { glnIn, sorIdIn, sorIdOfReference } from './identifiers.ts'
import { type Json, objectIn, textIn } from './json.ts'
import { networkOfDevice } from './network.ts'

/** What must be known of a Bundle before its entries can be read: references point forwards too. */
export interface Survey {
  readonly resourceType: string | null
  readonly type: string | null
  readonly timestamp: string | null
  /** By fullUrl and by `Type/id`: SOR id of an Organization, GLN of an Endpoint, id of a Device. */
  readonly keys: ReadonlyMap<string, string>
  /** By id of a Device: its network operator. */
  readonly networks: ReadonlyMap<string, string>
  /** By GLN: SOR ids of, or else references to, the organisations that manage an Endpoint with it. */
  readonly managers: ReadonlyMap<string, ReadonlySet<string>>
}

/** Reads a Bundle part by part. */
export async function* partsOf(file: InputFile): AsyncGenerator<readonly BundlePart[]> {
  const scanner = bundleScanner(file.name)
  for await (const text of textOf(file, 'utf-8')) yield scanner.write(text)
  scanner.end()
}

/** Passes over the Bundle once and keeps only keys. */
export async function surveyOf(file: InputFile): Promise<Survey> {
  const members = new Map<string, unknown>()
  const keys = new Map<string, string>()
  const networks = new Map<string, string>()
  const managers = new Map<string, Set<string>>()
  for await (const parts of partsOf(file)) {
    for (const { name, value } of parts) {
      if (name === 'entry') surveyEntry(objectIn(value), { keys, networks, managers })
      else if (MEMBERS.has(name)) members.set(name, value)
    }
  }
  return {
    resourceType: textIn(members.get('resourceType')),
    type: textIn(members.get('type')),
    timestamp: textIn(members.get('timestamp')),
    keys,
    networks,
    managers,
  }
}

const MEMBERS: ReadonlySet<string> = new Set(['resourceType', 'type', 'timestamp'])

interface Noted {
  readonly keys: Map<string, string>
  readonly networks: Map<string, string>
  readonly managers: Map<string, Set<string>>
}

function surveyEntry(entry: Json, { keys, networks, managers }: Noted): void {
  const resource = objectIn(entry.resource)
  const id = textIn(resource.id)
  const type = textIn(resource.resourceType)
  const key = keyOf(resource, { type, id })
  if (key === null) return
  const fullUrl = textIn(entry.fullUrl)
  if (fullUrl !== null) keys.set(fullUrl, key)
  if (id !== null) keys.set(`${type}/${id}`, key)
  const network = type === 'Device' ? networkOfDevice(resource) : null
  if (network !== null) networks.set(key, network)
  const managing = type === 'Endpoint' ? objectIn(resource.managingOrganization) : {}
  const manager = sorIdOfReference(managing) ?? textIn(managing.reference)
  if (manager !== null) managers.set(key, (managers.get(key) ?? new Set()).add(manager))
}

function keyOf(
  resource: Json,
  { type, id }: { type: string | null; id: string | null },
): string | null {
  if (type === 'Organization') return sorIdIn(resource)
  if (type === 'Endpoint') return glnIn(resource)
  return type === 'Device' ? id : null
}

/**
 * What a reference points at, as the survey knows it.
 *
 * @returns SOR id, GLN or Device id, as written; null where the Bundle does not hold it
 */
export function resolved(survey: Survey, reference: Json): string | null {
  const address = textIn(reference.reference)?.replace(/\/_history\/.*$/, '')
  if (address === undefined) return null
  const known = survey.keys.get(address)
  if (known !== undefined) return known
  const [typeAndId] = /[A-Za-z]+\/[^/]+$/.exec(address) ?? []
  return typeAndId === undefined ? null : (survey.keys.get(typeAndId) ?? null)
}

/** @returns a SOR id that can be believed, from the reference's identifier, the Bundle, or its address; else null */
export function organisationOf(survey: Survey, reference: Json): string | null {
  const address = textIn(reference.reference) ?? ''
  const candidates = [
    sorIdOfReference(reference),
    resolved(survey, reference),
    address.slice(address.lastIndexOf('/') + 1),
  ]
  return candidates.find((one) => one !== null && wrongSorId(one) === null) ?? null
}
