import { wrongGln } from '../../domain/identifier/gln.ts'
import type { FeedItem, MailboxFact } from '../../domain/statement/facts.ts'
import { indicatorOf } from './indicator.ts'
import { networkOf } from './network.ts'
import { isWrong, type Validity, validityOf } from './register-date.ts'
import { rejected } from './rejected.ts'
import type { Row } from './row.ts'
import type { MailboxField } from './unit-field.ts'

/**
 * The mailbox of a row that carries a GLN.
 *
 * @param sorId the unit that carries it; also what a rejection keeps in force
 */
export function mailboxItem(
  row: Row<MailboxField>,
  sorId: string,
  gln: string,
): MailboxFact | Extract<FeedItem, { kind: 'rejection' }> {
  const subject = { kind: 'mailbox', key: sorId } as const
  const wrong = wrongGln(gln)
  if (wrong !== null) {
    const rule = 'GLN_INVALID'
    return rejected(row.line, { rule, noun: 'GLN', value: gln, state: wrong, subject })
  }
  const days = validityOf(row.text('glnFrom'), row.text('glnTo'))
  if (isWrong(days)) {
    return rejected(row.line, { ...days, noun: 'validity of mailbox', subject })
  }
  return factOf(row, { sorId, gln, days })
}

function factOf(
  row: Row<MailboxField>,
  { sorId, gln, days }: { sorId: string; gln: string; days: Validity },
): MailboxFact {
  return {
    kind: 'mailbox',
    line: row.line,
    register: 'sor',
    resourceId: null,
    sorId,
    gln,
    network: networkOf(row.text('network'), row.text('networkLabel')),
    validFrom: days.validFrom,
    validTo: days.validTo,
    ...statusOf(row),
    internalOnly: indicatorOf(row.text('internal')) ?? false,
    connectionType: null,
    address: null,
    accessPointId: null,
    mimeTypes: [],
  }
}

const PASSIVE = new Set([
  'passiv',
  'passive',
  'inaktiv',
  'inactive',
  'ikke aktiv',
  'false',
  '0',
  'nej',
])

function statusOf(row: Row<MailboxField>): Pick<MailboxFact, 'status' | 'rawStatus'> {
  const inactive = row.text('inactive')
  const active = row.text('active')
  const isSuspended =
    indicatorOf(inactive) ?? (active !== null && PASSIVE.has(active.toLowerCase()))
  return { status: isSuspended ? 'SUSPENDED' : 'ACTIVE', rawStatus: active ?? inactive }
}
