import type { Mailbox, Receives } from '../domain/mailbox/mailbox.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import type { Unit } from '../domain/unit/unit.ts'

const EVER = { validFrom: '2020-01-01' as LocalDate, validTo: null }

/** A unit in force of which only what is given matters. */
export const fictionalUnit = (sorId: string, more: Partial<Unit> = {}): Unit => ({
  ...EVER,
  ...{ firstFrom: null, isDated: true, isGone: false, status: 'ACTIVE' },
  ...{ rowId: sorId, source: 'sor', sorId, name: `Unit ${sorId}`, level: 'UNIT', type: null },
  ...{ specialities: [], cvr: null, ydernumre: [], shak: null, parentId: null, inheritsGln: null },
  ...{ postal: null, visiting: null, activity: null, contact: null },
  ...more,
})

/** What a mailbox is known to receive. */
export const receiving = (...raw: readonly string[]): Receives => ({
  ...{ state: 'KNOWN', raw, sources: ['eer'], withheldBy: [] },
})

/** A mailbox in service of which only what is given matters. */
export const fictionalMailbox = (id: string, more: Partial<Mailbox> = {}): Mailbox => ({
  ...EVER,
  ...{
    id,
    gln: id,
    network: null,
    status: 'ACTIVE',
    rawStatus: null,
    internalOnly: false,
    connectionType: null,
  },
  ...{ address: null, accessPoint: null, mimeTypes: [], receives: receiving() },
  ...{ sources: ['sor'], ownerIds: [], managingId: null, withheldBy: [] },
  ...more,
})
