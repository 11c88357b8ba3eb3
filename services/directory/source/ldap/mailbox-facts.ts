import { wrongGln } from '../../domain/identifier/gln.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { EndpointStatus, FeedItem, MailboxFact } from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import { certificateFact } from '../eer/certificate.ts'
import type { MappedEntry } from './mapped-entry.ts'
import type { EntryRule } from './mapping/mapping.ts'
import { periodOf } from './period.ts'

const STATUSES: ReadonlyMap<string, EndpointStatus> = new Map([
  ['ACTIVE', 'ACTIVE'],
  ['SUSPENDED', 'SUSPENDED'],
])

/** What an entry says of mailboxes: one for each GLN, with what it receives. An entry without a GLN says nothing of any. */
export function mailboxItems(entry: MappedEntry, rule: EntryRule): FeedItem[] {
  return entry.texts('gln').flatMap((gln) => {
    const wrong = wrongGln(gln)
    if (wrong) return [rejected(entry, gln, 'GLN_INVALID', { value: gln, state: wrong })]
    const period = periodOf(entry)
    if ('rule' in period) {
      return [
        rejected(entry, gln, period.rule, { value: period.value, state: 'its period is wrong' }),
      ]
    }
    const sorId = entry.text('sorId')
    if (rule.register === 'sor' && wrongSorId(sorId ?? '') !== null) {
      return [
        rejected(entry, gln, 'OWNER_UNKNOWN', {
          value: sorId ?? '',
          state: 'its unit has no SOR id',
        }),
      ]
    }
    const network = entry.text('network')
    const types = entry.texts('messageTypes').map((raw): FeedItem => {
      return { kind: 'message-type', line: entry.line, gln, network, raw }
    })
    return [{ ...mailbox(entry, rule), ...period, gln, sorId, network }, ...types]
  })
}

function rejected(
  { line }: MappedEntry,
  gln: string,
  rule: 'GLN_INVALID' | 'DATE_INVALID' | 'DATES_REVERSED' | 'OWNER_UNKNOWN',
  { value, state }: { readonly value: string; readonly state: string },
): FeedItem {
  const message = `Cannot import mailbox "${gln}": ${state}`
  return rejection({ line, rule, value, subject: { kind: 'mailbox', key: gln }, message })
}

type Stated = Omit<MailboxFact, 'gln' | 'sorId' | 'network' | 'validFrom' | 'validTo'>

function mailbox(entry: MappedEntry, { register }: EntryRule): Stated {
  const rawStatus = entry.text('status')
  const connection = entry.text('connectionType')
  return {
    kind: 'mailbox',
    line: entry.line,
    register,
    resourceId: entry.text('resourceId'),
    status: rawStatus === null ? 'ACTIVE' : (STATUSES.get(rawStatus.toUpperCase()) ?? 'OFF'),
    rawStatus,
    internalOnly: entry.text('internalOnly')?.toUpperCase() === 'TRUE',
    connectionType: connection === null ? null : { code: connection, system: null },
    address: entry.text('address'),
    accessPointId: entry.text('accessPointId'),
    mimeTypes: [],
  }
}

/** What an entry says of a device where mailboxes are reached. */
export function accessPointItems(entry: MappedEntry): FeedItem[] {
  const id = entry.text('id')
  if (id === null) return [{ kind: 'unknown', line: entry.line, name: 'device without an id' }]
  const text = entry.text('certificate')
  try {
    const certificate = text === null ? null : certificateFact(text)
    const [url, network] = [entry.text('url'), entry.text('network')]
    return [{ kind: 'access-point', line: entry.line, id, url, network, certificate }]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const subject = { kind: 'access-point', key: id } as const
    const message = `Cannot import access point "${id}": its certificate is not X.509`
    return [rejection({ line: entry.line, rule: 'ROW_MALFORMED', value: id, subject, message })]
  }
}
