import { groupIdOf } from '../../domain/group/group-id.ts'
import type { FeedItem, GroupMemberFact } from '../../domain/statement/facts.ts'
import { MUNICIPALITIES } from '../../domain/vocabulary/municipalities.ts'
import { REGIONS } from '../../domain/vocabulary/regions.ts'
import { csvFeed, type RowReader } from '../csv/csv-feed.ts'
import { regionOf } from '../csv/region.ts'
import { rejected } from '../csv/rejected.ts'
import type { Row } from '../csv/row.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { CLUSTER_TABLE, type ClusterField } from './cluster-table.ts'
import { municipalityClaims } from './municipality-claims.ts'

const UNDATED = { validFrom: null, validTo: null } as const

/** Reads the list of health clusters. It dates nothing: a cluster counts from the first snapshot that lists it. */
export const clusters: Feed = csvFeed({
  table: CLUSTER_TABLE,
  order: 1,
  recognises: isKind(CLUSTER_TABLE),
  speaksFor: () => ['group', 'group-member'],
  reader: clusterReader,
})

function clusterReader(): RowReader<ClusterField> {
  const claims = municipalityClaims()
  return {
    items(row) {
      const name = row.text('clusterName')
      const groupId = clusterId(row)
      if (name === null || groupId === null) {
        const state = 'has no region and name to tell it by'
        const wrong = { rule: 'NAME_MISSING', noun: 'cluster', value: name ?? '', state } as const
        return [rejected(row.line, { ...wrong, subject: null })]
      }
      const { line } = row
      // The store folds what the lines of one cluster repeat.
      return [
        { kind: 'group', line, groupId, groupKind: 'CLUSTER', name, ...UNDATED },
        ...namedMembers(row, groupId),
        municipality(row, groupId, claims.claim),
      ]
    },
    subjects: (row) => {
      const key = clusterId(row)
      return key === null ? [] : [{ kind: 'group-member', key }]
    },
  }
}

const clusterId = (row: Row<ClusterField>): string | null => {
  const name = row.text('clusterName')
  return name === null ? null : groupIdOf(row.text('clusterRegion') ?? '', name)
}

const member = (
  { line }: Row<ClusterField>,
  fact: Pick<GroupMemberFact, 'groupId' | 'role' | 'name'>,
): GroupMemberFact => ({
  ...{ kind: 'group-member', line, sorId: null, municipality: null, ...UNDATED, ...fact },
})

function namedMembers(row: Row<ClusterField>, groupId: string): readonly GroupMemberFact[] {
  const stated = row.text('clusterRegion')
  const region = REGIONS.get(regionOf(stated) ?? '') ?? stated
  const hospital = row.text('acuteHospital')
  return [
    ...(region === null ? [] : [member(row, { groupId, role: 'REGION', name: region })]),
    ...(hospital === null
      ? []
      : [member(row, { groupId, role: 'ACUTE_HOSPITAL', name: hospital })]),
  ]
}

function municipality(
  row: Row<ClusterField>,
  groupId: string,
  claim: ReturnType<typeof municipalityClaims>['claim'],
): FeedItem {
  const value = row.text('clusterMunicipality') ?? ''
  const subject = { kind: 'group-member', key: groupId } as const
  const noun = 'municipality'
  if (!MUNICIPALITIES.has(value)) {
    const state = 'is no municipality code'
    return rejected(row.line, { rule: 'MUNICIPALITY_UNKNOWN', noun, value, state, subject })
  }
  const other = claim(value, { groupId, ...UNDATED })
  if (other !== null) {
    const state = `is in cluster "${other}" too`
    return rejected(row.line, { rule: 'GROUPS_OVERLAP', noun, value, state, subject })
  }
  const name = row.text('municipalityLabel')
  return { ...member(row, { groupId, role: 'MUNICIPALITY', name }), municipality: value }
}
