import { wrongGln } from '../../domain/identifier/gln.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FeedItem } from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import { detached } from './detached.ts'
import type { MailboxDraft, UnitDraft } from './draft.ts'
import { validityOf } from './validity.ts'

/**
 * What one EanLocationCodeEntity of a unit says.
 *
 * A broken mailbox is rejected alone, under the SOR id of its unit; its unit goes in.
 *
 * @param sorId of the unit, as written
 */
export function mailboxItems(unit: UnitDraft, mailbox: MailboxDraft, sorId: string): FeedItem[] {
  const { line } = mailbox
  // The indicator wins: what stands beside it is the parent's, printed again.
  if (unit.inheritsGln === true) {
    return [{ kind: 'unknown', line, name: 'EanLocationCodeEntity with EntityInheritedIndicator' }]
  }
  const gln = mailbox.gln === null ? '' : detached(mailbox.gln)
  const breach = breachOf(mailbox, { gln, sorId })
  if (breach) {
    const key = wrongSorId(sorId) === null ? sorId : gln
    const message = `Cannot import mailbox "${gln}" of unit "${sorId}": ${breach.state}`
    return [rejection({ line, ...breach, subject: { kind: 'mailbox', key }, message })]
  }
  const validity = validityOf(mailbox.status)
  if (validity.broken !== null) return []
  return [
    {
      kind: 'mailbox',
      line,
      register: 'sor',
      resourceId: null,
      sorId,
      gln,
      network: mailbox.network,
      validFrom: validity.validFrom,
      validTo: validity.validTo,
      status: mailbox.isPassive ? 'SUSPENDED' : 'ACTIVE',
      rawStatus: null,
      internalOnly: mailbox.isInternal,
      connectionType: null,
      address: null,
      accessPointId: null,
      mimeTypes: [],
    },
  ]
}

function breachOf(mailbox: MailboxDraft, { gln, sorId }: { gln: string; sorId: string }) {
  const wrong = wrongGln(gln)
  if (wrong) return { rule: 'GLN_INVALID', value: gln, state: wrong } as const
  const wrongId = wrongSorId(sorId)
  if (wrongId) return { rule: 'OWNER_UNKNOWN', value: sorId, state: wrongId } as const
  const { broken, ...rest } = validityOf(mailbox.status)
  if (broken === null) return null
  const value = 'value' in rest ? rest.value : ''
  return { rule: broken, value, state: 'its dates are wrong' } as const
}
