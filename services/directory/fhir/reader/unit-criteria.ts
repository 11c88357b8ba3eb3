import { NONE, type UnitCondition, type UnitNumber } from '../../domain/catalogue/unit-condition.ts'
import { isGlnSystem } from '../../domain/identifier/gln.ts'
import type { Criterion, TokenValue } from '../criterion.ts'
import { SYSTEM } from '../resource/systems.ts'
import type { ResourceType } from '../resource.ts'
import { carriersOfGlns, carriersOfMailboxes, carriersOfMessageTypes } from './carriers.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import { touchedWithin } from './touched-within.ts'
import {
  activeCondition,
  SHOWN_TYPES,
  specialityToken,
  statusCondition,
  typeToken,
} from './unit-tokens.ts'

/**
 * What a criterion of a search asks of a unit.
 *
 * @param criterion of a parameter that the type has
 */
export async function unitConditionOf(
  source: ReaderSource,
  type: ResourceType,
  criterion: Criterion,
): Promise<UnitCondition> {
  switch (criterion.kind) {
    case 'token':
      return any(
        await Promise.all(criterion.values.map((one) => token({ source, type }, criterion, one))),
      )
    case 'token-not':
      return {
        kind: 'not',
        of: await unitConditionOf(source, type, { ...criterion, kind: 'token' }),
      }
    case 'string':
      return any(criterion.values.map((value) => text(criterion.parameter, 'begins', value)))
    case 'contains':
      return any(criterion.values.map((value) => text(criterion.parameter, 'contains', value)))
    case 'exact':
      return any(criterion.values.map((value) => text(criterion.parameter, 'equals', value)))
    case 'reference':
      return referenceCondition(source, criterion)
    case 'date':
      return any(await Promise.all(criterion.values.map((one) => touchedWithin(source, one))))
    case 'missing':
      return missing(criterion)
    default:
      throw notOurs(criterion)
  }
}

const any = (of: readonly UnitCondition[]): UnitCondition => ({ kind: 'any', of })

const notOurs = ({ kind, parameter }: Criterion): TypeError =>
  new TypeError(`Cannot search units by "${parameter}" as ${kind}`)

async function token(
  { source, type }: { readonly source: ReaderSource; readonly type: ResourceType },
  criterion: Extract<Criterion, { kind: 'token' }>,
  value: TokenValue,
): Promise<UnitCondition> {
  switch (criterion.parameter) {
    case '_id':
      return value.code === null ? NONE : numbered('sorId', [value.code])
    case 'identifier':
      return identifier(source, value)
    case 'active':
      return activeCondition(value)
    case 'status':
      return statusCondition(value)
    case 'type':
      return typeToken(value, SHOWN_TYPES[type] ?? [])
    case 'specialty':
      return specialityToken(value)
    case 'service-type':
      return serviceType(value)
    case 'messageType':
      return numbered('sorId', await receivers(source, value))
    default:
      throw notOurs(criterion)
  }
}

// A letter that every doctor takes has tens of thousands of carriers, and every page asks for them again.
async function receivers(source: ReaderSource, value: TokenValue): Promise<readonly string[]> {
  const name = `carriers ${source.moment.day} ${JSON.stringify([value.system ?? null, value])}`
  const items = await source.histories.list(name, async () => {
    const found = await carriersOfMessageTypes(await viewOf(source), [value])
    return found.map((id) => ({ revision: source.moment.revision, id }))
  })
  return items.map(({ id }) => id)
}

// A service without a type of its own is of the types that are its specialities.
const serviceType = (value: TokenValue): UnitCondition => ({
  kind: 'any',
  of: [
    typeToken(value, SHOWN_TYPES.HealthcareService ?? []),
    {
      kind: 'all',
      of: [{ kind: 'not', of: { kind: 'has', what: 'type' } }, specialityToken(value)],
    },
  ],
})

const numbered = (of: UnitNumber, values: readonly string[]): UnitCondition =>
  values.length === 0 ? NONE : { kind: 'number', of, values }

const NUMBER_OF_SYSTEM: ReadonlyMap<string, UnitNumber> = new Map([
  [SYSTEM.sor, 'sorId'],
  [SYSTEM.cvr, 'cvr'],
  ['https://cvr.dk', 'cvr'],
  ['urn:oid:1.3.198', 'cvr'],
  [SYSTEM.ydernummer, 'ydernummer'],
  [SYSTEM.shak, 'shak'],
])

async function identifier(
  source: ReaderSource,
  { system, code }: TokenValue,
): Promise<UnitCondition> {
  if (system === null) return NONE
  const carrying = async () =>
    numbered('sorId', await carriersOfGlns(await viewOf(source), code === null ? null : [code]))
  if (system === undefined) {
    if (code === null) return NONE
    const numbers = (['sorId', 'cvr', 'ydernummer', 'shak'] as const).map((of) =>
      numbered(of, [code]),
    )
    return any([...numbers, ...(/^\d{13}$/.test(code) ? [await carrying()] : [])])
  }
  if (isGlnSystem(system)) return carrying()
  const of = NUMBER_OF_SYSTEM.get(system)
  if (of === undefined) return NONE
  return code === null ? { kind: 'has', what: of } : numbered(of, [code])
}

function text(
  parameter: string,
  match: 'begins' | 'contains' | 'equals',
  value: string,
): UnitCondition {
  switch (parameter) {
    case 'address-postalcode':
      return { kind: 'address', field: 'postCode', match, value }
    case 'address-city':
      return { kind: 'address', field: 'city', match, value }
    default:
      return { kind: 'name', match, value }
  }
}

async function referenceCondition(
  source: ReaderSource,
  { parameter, values }: Extract<Criterion, { kind: 'reference' }>,
): Promise<UnitCondition> {
  const ids = values.map(({ id }) => id)
  switch (parameter) {
    case 'partof':
      return { kind: 'parent', sorIds: ids }
    case 'organization':
      return numbered('sorId', ids)
    case 'location':
      return { kind: 'all', of: [numbered('sorId', ids), { kind: 'place' }] }
    case 'endpoint':
      return numbered('sorId', await carriersOfMailboxes(await viewOf(source), ids))
    default:
      throw new TypeError(`Cannot search units by reference "${parameter}"`)
  }
}

function missing({ parameter, missing }: Extract<Criterion, { kind: 'missing' }>): UnitCondition {
  if (parameter !== 'partof') throw new TypeError(`Cannot search units without "${parameter}"`)
  const hasParent: UnitCondition = { kind: 'has', what: 'parent' }
  return missing ? { kind: 'not', of: hasParent } : hasParent
}
