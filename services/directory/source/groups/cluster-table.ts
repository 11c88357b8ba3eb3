import { type ColumnTable, needed } from '../csv/column-table.ts'

/** What a row of {@link CLUSTER_TABLE} says. */
export type ClusterField =
  | 'clusterRegion'
  | 'clusterName'
  | 'acuteHospital'
  | 'clusterMunicipality'
  | 'municipalityLabel'

/** The list of health clusters: a line for each municipality, with the cluster that it is in. */
export const CLUSTER_TABLE: ColumnTable<ClusterField> = {
  name: 'health clusters',
  format: 'clusters',
  dialect: 'quoted',
  hasCommonNames: true,
  columns: [
    needed('clusterRegion', { seen: ['region'] }),
    needed('clusterName', { seen: ['cluster', 'sundhedsklynge', 'klynge'] }),
    needed('acuteHospital', { seen: ['acuteHospital', 'akuthospital'] }),
    needed('clusterMunicipality', { seen: ['municipalityCode', 'kommunekode'] }),
    needed('municipalityLabel', { seen: ['municipality', 'kommune'] }),
  ],
}
