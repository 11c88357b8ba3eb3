import type { Kysely } from 'kysely'
import { endpointOwner } from '../../domain/endpoint-owner.ts'
import { glnOfMailboxId, type Mailbox, NO_MAILBOXES } from '../../domain/mailbox.ts'
import { mailboxesByUnit, mailboxesOn } from '../../domain/mailbox-merge.ts'
import { type MailboxesByUnit, withinReach } from '../../domain/mailbox-walk.ts'
import type { Chain, Unit } from '../../domain/unit.ts'
import type { Tables } from '../tables.ts'
import { batched } from './loader.ts'
import { glnStatements } from './mailboxes.ts'
import type { Sight } from './sight.ts'
import type { UnitReader } from './unit-reader.ts'

/** Reads mailboxes, merged from what the registers say of them. */
export interface MailboxReader {
  /** @returns what each unit carries that a walk from the chains' first units can come to */
  withinReach(chains: readonly Chain[]): Promise<MailboxesByUnit>
  /** @returns null where there is none of that id on the day */
  mailbox(id: string): Promise<Mailbox | null>
  ownerOf(mailbox: Mailbox): Promise<Unit | null>
}

/** Mailboxes of one sight, read once for as long as the reader lives. */
export function mailboxReader(db: Kysely<Tables>, sight: Sight, units: UnitReader): MailboxReader {
  const byUnit = batched(
    async (sorIds) => mailboxesByUnit(await glnStatements(db, sight, { sorIds }), sight.day),
    NO_MAILBOXES,
  )
  const byGln = batched<readonly Mailbox[]>(async (glns) => {
    const statements = await glnStatements(db, sight, { glns })
    return new Map(statements.map((one) => [one.gln, mailboxesOn(one, sight.day)]))
  }, [])
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
    ownerOf: async (mailbox) => {
      const carriers = await Promise.all(mailbox.ownerIds.map((sorId) => units.unit(sorId)))
      const held = carriers.filter((unit) => unit !== null)
      return endpointOwner(mailbox, await Promise.all(held.map((unit) => units.chain(unit))))
    },
  }
}
