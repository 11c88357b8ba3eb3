import { FhirParameterInvalid, FhirParameterUnknown } from '../../errors/fhir.ts'
import type { Criterion } from '../criterion.ts'
import type { ResourceKind, SortKey } from '../port.ts'
import type { ResourceType } from '../resource.ts'
import { criterionOf } from './criterion-of.ts'
import { CURSOR, type Cursor, cursorOf } from './cursor.ts'
import { type Include, includeOf } from './include.ts'
import { parametersOf } from './parameters.ts'
import { problems } from './problems.ts'
import { type RawQuery, valuesOf } from './raw-query.ts'
import { type Shape, shapeOf } from './shape.ts'

/** Whether all matches are counted; `few`: where that costs little. */
export type TotalWanted = 'none' | 'few' | 'exact'

/** A search, read and checked. */
export interface SearchRequest {
  readonly criteria: readonly Criterion[]
  readonly includes: readonly Include[]
  readonly sort: readonly SortKey[]
  /** Matches of a page; 0 for the total alone. */
  readonly count: number
  readonly total: TotalWanted
  readonly shape: Shape
  readonly cursor: Cursor | null
  /** What was honoured, as it was written: the links of the answer say no more than that. */
  readonly honoured: RawQuery
  readonly warnings: readonly string[]
}

/** How a search is read. */
export interface SearchReading {
  readonly kind: ResourceKind
  readonly kinds: ReadonlyMap<ResourceType, ResourceKind>
  readonly base: string
  readonly isStrict: boolean
}

/** Most matches, or versions, of one page; who asks for more gets that many and a link to the next. */
export const MOST_ENTRIES = 1_000
const ENTRIES = 100

/** Parameters that say how the answer is to be, not what is in it. */
export const RESULT_PARAMETERS = [
  ...['_count', '_total', '_summary', '_elements', '_sort', CURSOR],
  ...['_format', '_pretty'],
] as const

/**
 * @throws {FhirParameterUnknown} for a parameter that the directory does not know, where the caller is strict
 * @throws {FhirParameterInvalid} for a value, or a modifier, that is none of its parameter
 */
export function searchRequest(query: RawQuery, reading: SearchReading): SearchRequest {
  const { kind, kinds, isStrict } = reading
  const { warnings, honour } = problems(isStrict)
  const criteria: Criterion[] = []
  const includes: Include[] = []
  const honoured = query.filter(([name, value]) => {
    if (RESULT_PARAMETERS.some((known) => known === name)) return true
    if (/^_(rev)?include(:|$)/.test(name)) {
      const include = honour(() => includeOf({ name, value }, kind.type, kinds))
      if (include) includes.push(include)
      return include !== null
    }
    const criterion = honour(() => criterionFrom({ name, value }, reading))
    if (criterion) criteria.push(criterion)
    return criterion !== null
  })
  const shape = shapeOf(query)
  const count = Math.min(countOf(query) ?? ENTRIES, MOST_ENTRIES)
  const [cursor] = valuesOf(query, CURSOR)
  return {
    ...{ criteria, includes, shape },
    warnings: [...warnings, ...boundNotice(query)],
    sort: sortOf(query, kind),
    count: shape.summary === 'count' ? 0 : count,
    total: count === 0 || shape.summary === 'count' ? 'exact' : totalOf(query),
    cursor: cursor === undefined ? null : cursorOf(cursor),
    honoured: honoured.map(([name, value]) => [name, name === '_count' ? String(count) : value]),
  }
}

function criterionFrom(
  { name, value }: { readonly name: string; readonly value: string },
  { kind, base }: SearchReading,
): Criterion {
  const [plain = '', ...suffixes] = name.split(':')
  const parameter = parametersOf(kind).find((known) => known.name === plain)
  if (!parameter) throw new FhirParameterUnknown(name, `${kind.type} has no such parameter`)
  return criterionOf({ parameter, suffix: suffixes.join(':'), value, base })
}

/** @returns null where none is written */
export function countOf(query: RawQuery): number | null {
  const [written] = valuesOf(query, '_count')
  if (written === undefined) return null
  if (/^\d{1,9}$/.test(written)) return Number(written)
  throw new FhirParameterInvalid('_count', written, 'it must be a number from 0 on')
}

/** What is said where a page holds less than was asked for; none where it does not. */
function boundNotice(query: RawQuery): readonly string[] {
  const asked = countOf(query) ?? 0
  return asked > MOST_ENTRIES
    ? [`A page holds ${MOST_ENTRIES} entries at most; the link "next" leads to the rest`]
    : []
}

const TOTALS: ReadonlyMap<string | undefined, TotalWanted> = new Map([
  [undefined, 'few'],
  ['none', 'none'],
  ['accurate', 'exact'],
  // Nobody is served by a number that is wrong.
  ['estimate', 'exact'],
] as const)

function totalOf(query: RawQuery): TotalWanted {
  const [written] = valuesOf(query, '_total')
  const wanted = TOTALS.get(written)
  if (wanted) return wanted
  throw new FhirParameterInvalid('_total', written ?? '', 'it must be none, estimate or accurate')
}

/** The keys that decide: a parameter that comes again decides nothing, and neither does one behind the id. */
function sortOf(query: RawQuery, kind: ResourceKind): readonly SortKey[] {
  const known = ['_id', '_lastUpdated', ...kind.sortable]
  const keys = valuesOf(query, '_sort')
    .flatMap((value) => value.split(','))
    .map((key) => {
      const parameter = key.replace(/^-/, '')
      if (known.includes(parameter)) return { parameter, descending: key.startsWith('-') }
      throw new FhirParameterInvalid('_sort', key, `it must be of ${known.join(', ')}`)
    })
  const names = keys.map(({ parameter }) => parameter)
  const byId = names.indexOf('_id')
  return keys.filter(
    ({ parameter }, place) => names.indexOf(parameter) === place && (byId < 0 || place <= byId),
  )
}
