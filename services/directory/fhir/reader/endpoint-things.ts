import type { ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import { glnOfMailboxId } from '../../domain/mailbox/mailbox.ts'
import { endpointResource } from './endpoint-resources.ts'
import { itemsAround } from './items-around.ts'
import type { Things } from './things.ts'

/** Mailboxes as Endpoints; a GLN is touched with all its mailboxes. */
export const ENDPOINT_THINGS: Things = {
  name: 'Endpoint',
  touched: 'gln',
  isTheirs: (id) => glnOfMailboxId(id) !== null,
  keysOf: async (_view, ids) =>
    new Map(
      ids.flatMap((id) => {
        const gln = glnOfMailboxId(id)
        return gln === null ? [] : [[id, gln] as const]
      }),
    ),
  resources: async (view, versions) => {
    const built = [...versions].map(async ([id, version]) => {
      const mailbox = await view.directory.mailbox(id)
      return [id, mailbox && (await endpointResource(view, mailbox, version))] as const
    })
    return new Map(await Promise.all(built))
  },
  items: (source, touches) => itemsAround(source, touches, mailboxIds),
}

async function mailboxIds(
  { directory }: ViewedCatalogue,
  glns: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(glns.map((gln) => directory.mailboxesOf(gln)))
  return found.flat().map(({ id }) => id)
}
