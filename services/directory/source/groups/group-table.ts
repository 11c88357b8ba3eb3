import { type ColumnTable, needed } from '../csv/column-table.ts'

/** What a row of {@link GROUP_TABLE} says. */
export type GroupField =
  | 'groupKind'
  | 'groupId'
  | 'groupName'
  | 'groupFrom'
  | 'groupTo'
  | 'memberRole'
  | 'memberSorId'
  | 'memberMunicipality'

/** Groups of either kind with their days: a line for each period of a group, and of each of its members. */
export const GROUP_TABLE: ColumnTable<GroupField> = {
  name: 'groups',
  format: 'groups',
  dialect: 'quoted',
  hasCommonNames: true,
  columns: [
    needed('groupKind', { documented: ['kind'] }),
    needed('groupId', { documented: ['id'] }),
    needed('groupName', { documented: ['name'] }),
    needed('groupFrom', { documented: ['validFrom'] }),
    needed('groupTo', { documented: ['validTo'] }),
    needed('memberRole', { documented: ['role'] }),
    needed('memberSorId', { documented: ['sorId'] }),
    needed('memberMunicipality', { documented: ['municipalityCode'] }),
  ],
}
