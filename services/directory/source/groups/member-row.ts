import { GROUP_ROLES, type GroupKind, type GroupRole } from '../../domain/group/group.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FeedItem } from '../../domain/statement/facts.ts'
import { MUNICIPALITIES } from '../../domain/vocabulary/municipalities.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected, type Wrong } from '../csv/rejected.ts'
import type { Row } from '../csv/row.ts'
import type { GroupField } from './group-table.ts'
import { municipalityClaims } from './municipality-claims.ts'

/** Makes the reader of members of one file; `kinds` are the groups that it has stated so far. */
export function memberReader(
  kinds: ReadonlyMap<string, GroupKind>,
): (row: Row<GroupField>) => FeedItem {
  const { claim } = municipalityClaims()
  return (row) => {
    const { line } = row
    const groupId = row.text('groupId')
    const subject = groupId === null ? null : ({ kind: 'group-member', key: groupId } as const)
    const reject = (wrong: Omit<Wrong, 'subject'>) => rejected(line, { ...wrong, subject })
    const kind = kinds.get(groupId ?? '')
    if (groupId === null || kind === undefined) {
      const state = 'no line before states it'
      return reject({ rule: 'GROUP_UNKNOWN', noun: 'member of group', value: groupId ?? '', state })
    }
    const who = whoOf(row)
    if ('rule' in who) return reject(who)
    const days = validityOf(row.text('groupFrom'), row.text('groupTo'))
    if (isWrong(days)) return reject({ ...days, noun: 'validity of member' })
    if (who.role === 'MUNICIPALITY') {
      const value = who.municipality ?? who.sorId ?? who.name ?? ''
      const other = claim(`${kind} ${value}`, { groupId, ...days })
      const state = `is in group "${other}" too on some of these days`
      if (other !== null)
        return reject({ rule: 'GROUPS_OVERLAP', noun: 'municipality', value, state })
    }
    return { kind: 'group-member', line, groupId, ...who, ...days }
  }
}

interface Who {
  readonly role: GroupRole
  readonly sorId: string | null
  readonly municipality: string | null
  readonly name: string | null
}

const isRole = (text: string | null): text is GroupRole =>
  (GROUP_ROLES as readonly (string | null)[]).includes(text)

function whoOf(row: Row<GroupField>): Who | Omit<Wrong, 'subject'> {
  const role = row.text('memberRole')
  if (!isRole(role)) {
    const state = `there is ${GROUP_ROLES.join(', ')}`
    return { rule: 'GROUP_INVALID', noun: 'role', value: role ?? '', state }
  }
  const sorId = row.text('memberSorId')
  const wrong = sorId === null ? null : wrongSorId(sorId)
  if (sorId !== null && wrong !== null) {
    return { rule: 'SOR_ID_INVALID', noun: 'SOR id', value: sorId, state: wrong }
  }
  const municipality = row.text('memberMunicipality')
  if (municipality !== null && !MUNICIPALITIES.has(municipality)) {
    const state = 'is no municipality code'
    return { rule: 'MUNICIPALITY_UNKNOWN', noun: 'municipality', value: municipality, state }
  }
  if (municipality !== null && role !== 'MUNICIPALITY') {
    const state = `a code is for the role MUNICIPALITY, this is ${role}`
    return { rule: 'GROUP_INVALID', noun: 'municipality', value: municipality, state }
  }
  const name = row.text('groupName')
  if (sorId !== null || municipality !== null || name !== null) {
    return { role, sorId, municipality, name }
  }
  const state = 'has no SOR id, municipality code or name'
  return { rule: 'NAME_MISSING', noun: 'member', value: role, state }
}
