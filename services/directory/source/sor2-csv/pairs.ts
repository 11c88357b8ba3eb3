import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import { csvFeed, type RowReader } from '../csv/csv-feed.ts'
import { isShakCode } from '../csv/identifier-row.ts'
import { isWrong, validityOf } from '../csv/register-date.ts'
import { rejected } from '../csv/rejected.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import {
  GEOLOCATION_TABLE,
  REPLACEMENT_TABLE,
  type ReplacementField,
  SHAK_MAP_TABLE,
  type ShakMapField,
} from './pair-tables.ts'

const shakMapReader: RowReader<ShakMapField> = {
  items(row) {
    const shak = row.text('shak') ?? ''
    const sorId = row.text('id') ?? ''
    const subject = { kind: 'shak-map', key: shak } as const
    const reject = (wrong: Omit<Parameters<typeof rejected>[1], 'subject'>) => [
      rejected(row.line, { ...wrong, subject }),
    ]
    if (!isShakCode(shak)) {
      const state = 'a SHAK code has 4, 6 or 7 characters'
      return reject({ rule: 'SHAK_INVALID', noun: 'SHAK code', value: shak, state })
    }
    const wrong = wrongSorId(sorId)
    if (wrong !== null) {
      return reject({ rule: 'SOR_ID_INVALID', noun: 'SOR id', value: sorId, state: wrong })
    }
    const days = validityOf(row.text('from'), row.text('to'))
    if (isWrong(days)) return reject({ ...days, noun: 'validity of SHAK code' })
    return [{ kind: 'shak-map', line: row.line, shak, sorId, ...days }]
  },
  subjects: (row) => [{ kind: 'shak-map', key: row.text('shak') ?? '' }],
}

const replacementReader: RowReader<ReplacementField> = {
  items(row) {
    const [sorId, replacedBy] = [row.text('replaced') ?? '', row.text('by') ?? '']
    const [value, state] = [sorId, replacedBy]
      .map((id) => [id, wrongSorId(id)] as const)
      .find(([, wrong]) => wrong !== null) ?? [sorId, null]
    if (state === null) return [{ kind: 'replacement', line: row.line, sorId, replacedBy }]
    const subject = { kind: 'replacement', key: sorId } as const
    return [rejected(row.line, { rule: 'SOR_ID_INVALID', noun: 'SOR id', value, state, subject })]
  },
  subjects: (row) => [{ kind: 'replacement', key: row.text('replaced') ?? '' }],
}

/** Reads `SHAKSORMap.csv`. */
export const shakMap: Feed = csvFeed({
  table: SHAK_MAP_TABLE,
  order: 1,
  recognises: isKind(SHAK_MAP_TABLE),
  speaksFor: () => ['shak-map'],
  reader: () => shakMapReader,
})

/** Reads `SORReplacedEntities.csv`. */
export const replacements: Feed = csvFeed({
  table: REPLACEMENT_TABLE,
  order: 1,
  recognises: isKind(REPLACEMENT_TABLE),
  speaksFor: () => ['replacement'],
  reader: () => replacementReader,
})

/** Knows `Geolocations.csv`, which says nothing that the directory holds. */
export const geolocations: Feed = csvFeed({
  table: GEOLOCATION_TABLE,
  order: 1,
  recognises: isKind(GEOLOCATION_TABLE),
  speaksFor: () => [],
  reader: () => ({ items: () => [], subjects: () => [] }),
})
