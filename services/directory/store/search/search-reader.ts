import type { Kysely } from 'kysely'
import type { ViewedDirectory } from '../../domain/directory.ts'
import { walkToMailboxes } from '../../domain/mailbox/mailbox-walk.ts'
import type { MessageType } from '../../domain/message-type/message-type.ts'
import type { OrganisationFilter } from '../../domain/search/organisation-filter.ts'
import type { KeyReader } from '../reading/key-reader.ts'
import type { MailboxReader } from '../reading/mailbox-reader.ts'
import type { SightMemory } from '../reading/memory.ts'
import type { Sight } from '../reading/sight.ts'
import type { UnitReader } from '../reading/unit-reader.ts'
import type { Tables } from '../tables.ts'
import { isReceiving, receiversOf } from './receivers.ts'
import { type SearchReaders, searcher } from './searcher.ts'
import { termOf } from './terms.ts'
import { allOf, quoted } from './ts-query.ts'

/** Searches one sight, and reads the units that it finds. */
export function searchReader(
  db: Kysely<Tables>,
  sight: Sight,
  read: {
    readonly units: UnitReader
    readonly keys: KeyReader
    readonly mailboxes: MailboxReader
    readonly groups: Pick<ViewedDirectory, 'group'>
    readonly memory: SightMemory | null
    /** Restricted sources that the caller may see. */
    readonly restricted: readonly string[]
  },
): Pick<ViewedDirectory, 'search'> {
  const receivers: SearchReaders['receivers'] = async ({ receives }, candidates) => {
    if (receives === null) return null
    const kept = read.memory?.receivers.get(receives.raw)
    if (kept) return kept
    const few = await candidates()
    if (few !== null) return receiversAmong(few, receives)
    const found = await receiversOf(db, sight, receives)
    read.memory?.receivers.set(receives.raw, found)
    return found
  }
  const receiversAmong = async (sorIds: readonly string[], asked: MessageType) => {
    const units = await Promise.all(sorIds.map((sorId) => read.units.unit(sorId)))
    const chains = await Promise.all(
      units.flatMap((unit) => (unit ? [read.units.chain(unit)] : [])),
    )
    const mailboxes = await read.mailboxes.withinReach(chains)
    return chains
      .filter((chain) => isReceiving(walkToMailboxes(chain, mailboxes).mailboxes, asked))
      .map(([{ sorId }]) => sorId)
  }
  const clusterTerms = async ({ cluster }: OrganisationFilter) => {
    if (cluster === null) return null
    const found = await read.groups.group(cluster)
    const { sorIds, municipalities } = found?.isInForce ? found.reach : NOBODY
    const terms = [
      ...[...sorIds].flatMap((id) => [termOf('sorId', id), termOf('above', id)]),
      ...[...municipalities].map((code) => termOf('served', code)),
    ]
    return allOf([terms.map(quoted)])
  }
  const { search } = searcher(db, sight, { ...read, receivers, clusterTerms })
  return {
    search: async (question, part) => {
      const { hits, hasMore, total } = await search(question, part)
      const units = await Promise.all(hits.map(({ sorId }) => read.units.unit(sorId)))
      const found = hits.flatMap((position, place) => {
        const unit = units[place]
        return unit ? [{ position, unit }] : []
      })
      return { found, hasMore, total }
    },
  }
}

const NOBODY = { sorIds: [], municipalities: [] }
