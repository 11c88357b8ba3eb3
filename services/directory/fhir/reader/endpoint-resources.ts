import type { ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import { toEndpoint } from '../resource/endpoint.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'

/** A mailbox as an Endpoint, with the unit whose it is and the access point where it is reached. */
export async function endpointResource(
  { directory }: ViewedCatalogue,
  mailbox: Mailbox,
  version: Version,
): Promise<Resource> {
  const [owner, accessPoint] = await Promise.all([
    directory.ownerOf(mailbox),
    mailbox.accessPoint ? directory.accessPoint(mailbox.accessPoint) : null,
  ])
  return toEndpoint({ mailbox, ownerId: owner?.sorId ?? null, accessPoint }, version)
}
