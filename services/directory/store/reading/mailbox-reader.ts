import type { Kysely } from 'kysely'
import { endpointOwner } from '../../domain/mailbox/endpoint-owner.ts'
import {
  glnOfMailboxId,
  type Mailbox,
  NO_MAILBOXES,
  type UnitMailboxes,
} from '../../domain/mailbox/mailbox.ts'
import { mailboxesByUnit, mailboxesOn } from '../../domain/mailbox/mailbox-merge.ts'
import { type MailboxesByUnit, withinReach } from '../../domain/mailbox/mailbox-walk.ts'
import type { Chain, Unit } from '../../domain/unit/unit.ts'
import type { Tables } from '../tables.ts'
import { batched, remembered } from './loader.ts'
import { glnStatements } from './mailboxes.ts'
import type { SightMemory } from './memory.ts'
import type { Read } from './read-together.ts'
import type { Sight } from './sight.ts'
import type { UnitReader } from './unit-reader.ts'

/** Reads mailboxes, merged from what the registers say of them. */
export interface MailboxReader {
  /** @returns what each unit carries that a walk from the chains' first units can come to */
  withinReach(chains: readonly Chain[]): Promise<MailboxesByUnit>
  /** @returns null where there is none of that id on the day */
  mailbox(id: string): Promise<Mailbox | null>
  /** @returns the mailboxes of a GLN on the day */
  mailboxesOf(gln: string): Promise<readonly Mailbox[]>
  ownerOf(mailbox: Mailbox): Promise<Unit | null>
}

/** Mailboxes of one sight, read once for as long as the reader lives. */
export function mailboxReader(
  db: Kysely<Tables>,
  sight: Sight,
  { units, memory }: { readonly units: UnitReader; readonly memory: SightMemory | null },
): MailboxReader {
  const readUnits: Read<UnitMailboxes> = async (sorIds) =>
    mailboxesByUnit(await glnStatements(db, sight, { sorIds }), sight.day)
  const readGlns: Read<readonly Mailbox[]> = async (glns) => {
    const statements = await glnStatements(db, sight, { glns })
    return new Map(statements.map((one) => [one.gln, mailboxesOn(one, sight.day)]))
  }
  const byUnit = batched(remembered(readUnits, NO_MAILBOXES, memory?.unitMailboxes), NO_MAILBOXES)
  const byGln = batched(remembered(readGlns, [], memory?.glnMailboxes), [])
  return {
    withinReach: async (chains) => {
      const reached = new Set(
        chains.flatMap((chain) => withinReach(chain).map(({ sorId }) => sorId)),
      )
      const sorIds = [...reached]
      const found = await byUnit.loadMany(sorIds)
      return new Map(sorIds.map((sorId, place) => [sorId, found[place] ?? NO_MAILBOXES]))
    },
    mailbox: async (id) => {
      const gln = glnOfMailboxId(id)
      if (gln === null) return null
      return (await byGln.load(gln)).find((mailbox) => mailbox.id === id) ?? null
    },
    mailboxesOf: (gln) => byGln.load(gln),
    ownerOf: async (mailbox) => {
      const carriers = await Promise.all(mailbox.ownerIds.map((sorId) => units.unit(sorId)))
      const held = carriers.filter((unit) => unit !== null)
      return endpointOwner(mailbox, await Promise.all(held.map((unit) => units.chain(unit))))
    },
  }
}
