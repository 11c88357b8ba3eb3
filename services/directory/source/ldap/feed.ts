import { createInterface } from 'node:readline'
import type { FactKind, FeedItem } from '../../domain/statement/facts.ts'
import { localDate } from '../../domain/time/local-date.ts'
import { ImportRefused } from '../../errors/importing.ts'
import type { Feed, InputFile } from '../feed.ts'
import { accessPointItems, mailboxItems } from './mailbox-facts.ts'
import { mappedEntry, type SpooledEntry } from './mapped-entry.ts'
import { type EntryRule, type LdapMapping, mappingFrom } from './mapping/mapping.ts'
import { organisationItems } from './organisation-facts.ts'

/** First line of what has been read from an LDAP directory. */
export interface SpoolHeader {
  readonly fundament: 'ldap'
  /** The mapping's own text. */
  readonly mapping: string
  readonly day: string
  readonly entries: number
}

/** Every other line: an entry, and which rule it was read by. */
export interface SpoolLine extends SpooledEntry {
  readonly rule: number
}

const BEGINNING = '{"fundament":"ldap"'

/** Reads what was read from an outside LDAP directory: all of it, as one snapshot, through the mapping that it was read by. */
export const ldapFeed: Feed = {
  format: 'ldap',
  order: 1,
  recognises: (head) => head.startsWith(BEGINNING),
  read,
}

const BATCH = 200

async function* read(file: InputFile): AsyncGenerator<readonly FeedItem[]> {
  const lines = createInterface({ input: await file.open(), crlfDelay: Number.POSITIVE_INFINITY })
  let header: SpoolHeader | null = null
  let mapping: LdapMapping | null = null
  let number = 0
  let items: FeedItem[] = []
  for await (const text of lines) {
    number += 1
    if (header === null || mapping === null) {
      header = JSON.parse(text) as SpoolHeader
      mapping = mappingFrom(header.mapping, file.name)
      items.push(headerOf(header, mapping))
      continue
    }
    const { rule: at, ...entry } = JSON.parse(text) as SpoolLine
    const rule = mapping.rules[at]
    if (rule) items.push(...itemsOf(rule, entry, number))
    if (items.length < BATCH) continue
    yield items
    items = []
  }
  if (header === null || number !== header.entries + 1) {
    const state = 'it ends before it has said everything'
    throw new ImportRefused('FILE_TRUNCATED', `Cannot read file "${file.name}": ${state}`)
  }
  yield items
}

function headerOf({ day }: SpoolHeader, { rules }: LdapMapping): FeedItem {
  const kinds = rules.flatMap(({ kind, fields }): readonly FactKind[] =>
    kind === 'mailbox' && fields.has('messageTypes') ? [kind, 'message-type'] : [kind],
  )
  return {
    kind: 'header',
    snapshotDate: localDate(day),
    snapshotInstant: null,
    speaksFor: [...new Set(kinds)],
    isDelta: false,
  }
}

function itemsOf(rule: EntryRule, entry: SpooledEntry, line: number): FeedItem[] {
  const mapped = mappedEntry(rule, entry, line)
  switch (rule.kind) {
    case 'organisation':
      return organisationItems(mapped)
    case 'mailbox':
      return mailboxItems(mapped, rule)
    case 'access-point':
      return accessPointItems(mapped)
  }
}
