import { GROUP_KINDS, type GroupKind } from '../../domain/group/group.ts'
import { isGroupId } from '../../domain/group/group-id.ts'
import type { FeedItem } from '../../domain/statement/facts.ts'
import { csvFeed, type RowReader } from '../csv/csv-feed.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected, type Wrong } from '../csv/rejected.ts'
import type { Row } from '../csv/row.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { GROUP_TABLE, type GroupField } from './group-table.ts'
import { memberReader } from './member-row.ts'

/** Reads groups of either kind in our own format. */
export const groups: Feed = csvFeed({
  table: GROUP_TABLE,
  order: 1,
  recognises: isKind(GROUP_TABLE),
  speaksFor: () => ['group', 'group-member'],
  reader: groupReader,
})

function groupReader(): RowReader<GroupField> {
  const kinds = new Map<string, GroupKind>()
  const memberItem = memberReader(kinds)
  return {
    items: (row) => (row.text('memberRole') === null ? groupItems(row, kinds) : [memberItem(row)]),
    subjects: (row) => subjectsOf(row.text('groupId')),
  }
}

const subjectsOf = (key: string | null) =>
  key === null ? [] : [{ kind: 'group', key } as const, { kind: 'group-member', key } as const]

const isGroupKind = (text: string | null): text is GroupKind =>
  (GROUP_KINDS as readonly (string | null)[]).includes(text)

function groupItems(row: Row<GroupField>, kinds: Map<string, GroupKind>): readonly FeedItem[] {
  const { line } = row
  const groupId = row.text('groupId')
  // What a rejected row says of a group may be what its members hang on: they stay as well.
  const reject = (wrong: Omit<Wrong, 'subject'>) =>
    subjectsOf(groupId).map((subject) => rejected(line, { ...wrong, subject }))
  if (groupId === null || !isGroupId(groupId)) {
    const state = 'an id is of a to z, digits and hyphens, 64 at most'
    const wrong = { rule: 'GROUP_INVALID', noun: 'group', value: groupId ?? '', state } as const
    return [rejected(line, { ...wrong, subject: null })]
  }
  const kind = row.text('groupKind')
  if (!isGroupKind(kind) || (kinds.get(groupId) ?? kind) !== kind) {
    const state = kinds.has(groupId)
      ? `its kind is ${kinds.get(groupId)} elsewhere`
      : `there is ${GROUP_KINDS.join(' and ')}`
    return reject({ rule: 'GROUP_INVALID', noun: 'kind of group', value: kind ?? '', state })
  }
  const name = row.text('groupName')
  if (name === null) {
    return reject({ rule: 'NAME_MISSING', noun: 'group', value: groupId, state: 'has no name' })
  }
  const days = validityOf(row.text('groupFrom'), row.text('groupTo'))
  if (isWrong(days)) return reject({ ...days, noun: 'validity of group' })
  kinds.set(groupId, kind)
  return [{ kind: 'group', line, groupId, groupKind: kind, name, ...days }]
}
