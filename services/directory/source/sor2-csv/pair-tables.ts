import { type ColumnTable, column, needed } from '../csv/column-table.ts'

/** What a row of {@link SHAK_MAP_TABLE} says. */
export type ShakMapField = 'shak' | 'id' | 'from' | 'to'

/** `SHAKSORMap.csv`: which SHAK code names which unit, with history. */
export const SHAK_MAP_TABLE: ColumnTable<ShakMapField> = {
  name: 'SHAKSORMap',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('shak', { inferred: ['ShakId', 'ShakIdentifier', 'ShakCode', 'Shak', 'SHAKkode'] }),
    needed('id', { inferred: ['SorId', 'SorIdentifier', 'SorEntityId', 'SorCode', 'Sor'] }),
    column('from', { inferred: ['FromDate', 'ValidFrom', 'ShakSorFromDate', 'MapFromDate'] }),
    column('to', { inferred: ['ToDate', 'ValidTo', 'ShakSorToDate', 'MapToDate'] }),
  ],
}

/** What a row of {@link REPLACEMENT_TABLE} says. */
export type ReplacementField = 'replaced' | 'by'

/** `SORReplacedEntities.csv`: which unit is followed by which. */
export const REPLACEMENT_TABLE: ColumnTable<ReplacementField> = {
  name: 'SORReplacedEntities',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('replaced', {
      inferred: ['ReplacedSorId', 'ReplacedEntitySorId', 'ReplacesSorId', 'OldSorId', 'SorId'],
    }),
    needed('by', {
      inferred: [
        'ReplacedBySorId',
        'ReplacedByEntitySorId',
        'ReplacedBySorIdentifier',
        'ReplacedByEntityId',
        'ReplacedBy',
        'ReplacingSorId',
        'NewSorId',
        'SorId',
      ],
    }),
  ],
}

/** What a row of {@link GEOLOCATION_TABLE} says. */
export type GeolocationField = 'id' | 'name'

/** `Geolocations.csv`: SOR's own names of places. */
export const GEOLOCATION_TABLE: ColumnTable<GeolocationField> = {
  name: 'Geolocations',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('id', {
      inferred: [
        'GeographicalLocalisationIdentifier',
        'GeographicalLocalisationId',
        'GeoLocalisationId',
        'GeolocationId',
        'GeoLocationId',
      ],
    }),
    column('name', {
      inferred: [
        'GeographicalLocalisationName',
        'GeoLocalisationName',
        'GeolocationName',
        'LocationName',
        'Name',
      ],
    }),
  ],
}
