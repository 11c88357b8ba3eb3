import type { ViewedDirectory } from '../../domain/directory.ts'
import { ReceiverUnknown } from '../../errors/receiving.ts'
import { outcomeEntry } from '../bundle/entry.ts'
import { operationOutcome } from '../http/outcome.ts'
import type { OperationCall } from '../port.ts'
import type { AnyResource, FhirElement } from '../resource.ts'
import { easOrganization } from './eas-organization.ts'
import type { Receiver, Receiving } from './receiver.ts'

/**
 * The answer of the address service: receivers, then their mailboxes, then what nobody receives.
 *
 * @throws {ReceiverUnknown} where nobody receives anything
 */
export async function easBundle(
  directory: ViewedDirectory,
  receivings: readonly Receiving[],
  call: OperationCall,
): Promise<AnyResource> {
  const receivers = receivings.flatMap(({ receiver }) => receiver ?? [])
  const failures = receivings.flatMap((one) => one.failures)
  const [first] = failures
  if (receivers.length === 0 && first) throw new ReceiverUnknown(first.message, first.reason)
  const outcomes = failures.map(({ message, reason }) =>
    outcomeEntry(
      operationOutcome([{ severity: 'warning', type: 'not-found', code: reason, text: message }]),
    ),
  )
  const organizations = await Promise.all(
    merged(receivers).map((one) => matchOf(directory, one, call)),
  )
  const entry = [...organizations, ...(await mailboxEntries(receivers, call)), ...outcomes]
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: organizations.length,
    ...(entry.length === 0 ? {} : { entry }),
  }
}

/** One receiver for each unit, with all its mailboxes: two keys can name one. */
function merged(receivers: readonly Receiver[]): readonly Receiver[] {
  const byUnit = Map.groupBy(receivers, ({ unit }) => unit.sorId)
  return [...byUnit.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const all = [first, ...others].flatMap(({ mailboxes }) => mailboxes)
    return [{ unit: first.unit, mailboxes: [...new Map(all.map((one) => [one.id, one])).values()] }]
  })
}

async function matchOf(
  directory: ViewedDirectory,
  receiver: Receiver,
  { base }: OperationCall,
): Promise<FhirElement> {
  const resource = await easOrganization(directory, receiver)
  const fullUrl = `${base}/Organization/${resource.id}`
  return { fullUrl, resource, search: { mode: 'match' } }
}

async function mailboxEntries(
  receivers: readonly Receiver[],
  { register, moment, base }: OperationCall,
): Promise<readonly FhirElement[]> {
  const ids = [...new Set(receivers.flatMap(({ mailboxes }) => mailboxes.map(({ id }) => id)))]
  const found = await register.reader('Endpoint', moment).read(ids)
  return [...found.values()].flatMap((one) =>
    one.kind === 'found'
      ? [
          {
            fullUrl: `${base}/Endpoint/${one.resource.id}`,
            resource: one.resource,
            search: { mode: 'include' },
          },
        ]
      : [],
  )
}
