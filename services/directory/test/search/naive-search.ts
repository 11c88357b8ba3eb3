import type { ViewedDirectory } from '../../domain/directory.ts'
import { matchedBy } from '../../domain/mailbox/mailbox-choice.ts'
import { parseMessageType } from '../../domain/message-type/message-type.ts'
import { foldText } from '../../domain/search/fold.ts'
import { effectiveAddresses } from '../../domain/unit/inheritance.ts'
import type { Chain, Unit } from '../../domain/unit/unit.ts'
import { REGION_OF_MUNICIPALITY } from '../../domain/vocabulary/municipality-regions.ts'
import { unitId } from '../register-builder.ts'
import { UNITS } from './random-register.ts'

/** What a search is asked, as the graph's arguments say it. */
export interface NaiveQuestion {
  readonly text: string
  readonly filter: Readonly<Record<string, unknown>>
  /** The region that the source states, by the row that a unit is read from. */
  readonly regionOf: (unit: Unit) => string | null
}

const LEVELS = ['OWNER', 'INSTITUTION', 'UNIT']

/** Looks at every unit by itself, and sorts: what a search must come to. */
export async function naiveSearch(
  at: ViewedDirectory,
  asked: NaiveQuestion,
): Promise<readonly string[]> {
  const numbers = Array.from({ length: UNITS }, (_none, place) => place + 1)
  const units = await Promise.all(numbers.map((number) => at.unit(unitId(number))))
  const wanted = await Promise.all(units.map((unit) => unit && isWanted(unit, at, asked)))
  const found = units.flatMap((unit, place) => {
    if (unit === null || !wanted[place]) return []
    const name = foldText(unit.name)
    const fit = asked.text === '' ? 0 : fitOf(foldText(asked.text), name)
    if (fit === null) return []
    const level = LEVELS.indexOf(unit.level)
    const status = unit.status === 'ACTIVE' ? 0 : 1
    return [[[fit, status, level, name.length, name, unit.sorId], unit.sorId] as const]
  })
  return found.sort(([a], [b]) => compare(a, b)).map(([, sorId]) => sorId)
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [place, value] of a.entries()) {
    const other = b[place] ?? 0
    if (value !== other) return value < other ? -1 : 1
  }
  return 0
}

async function isWanted(unit: Unit, at: ViewedDirectory, asked: NaiveQuestion): Promise<boolean> {
  const { filter } = asked
  if (unit.status !== 'ACTIVE' && !(filter.includeClosed && unit.status === 'CLOSED')) return false
  const chain = await at.chain(unit)
  const addresses = effectiveAddresses(chain).map(({ block }) => block)
  const isAnyOf = (name: string, values: readonly unknown[]) =>
    filter[name] === undefined || values.some((value) => [filter[name]].flat().includes(value))
  return (
    isAnyOf('level', [unit.level]) &&
    isAnyOf('types', [unit.type?.code]) &&
    isAnyOf(
      'specialities',
      unit.specialities.map(({ code }) => code),
    ) &&
    isAnyOf(
      'municipality',
      addresses.map(({ municipality }) => municipality),
    ) &&
    isAnyOf(
      'postCode',
      addresses.map(({ postCode }) => postCode),
    ) &&
    isAnyOf('region', [regionOf(chain, asked)]) &&
    isAnyOf(
      'under',
      chain.slice(1).map(({ sorId }) => sorId),
    ) &&
    isAnyOf(
      'cluster',
      (await at.groupsOf(unit)).map(({ group }) => group.id),
    ) &&
    (filter.receives === undefined || (await receives(unit, at, String(filter.receives))))
  )
}

function regionOf(chain: Chain, { regionOf }: NaiveQuestion): string | null {
  for (const [place, unit] of chain.entries()) {
    if (place > 0 && unit.status === 'NOT_RECORDED') return null
    const municipalities = [unit.activity, unit.visiting, unit.postal].map(
      (own) => own?.municipality,
    )
    const lying = municipalities.flatMap((code) => REGION_OF_MUNICIPALITY.get(code ?? '') ?? [])
    const region = regionOf(unit) ?? lying[0]
    if (region) return region
  }
  return null
}

async function receives(unit: Unit, at: ViewedDirectory, raw: string): Promise<boolean> {
  const { mailboxes } = await at.walk(unit)
  return mailboxes.some(
    (mailbox) =>
      mailbox.status === 'ACTIVE' &&
      !mailbox.internalOnly &&
      matchedBy(mailbox, parseMessageType(raw)).length > 0,
  )
}

function fitOf(asked: string, name: string): number | null {
  if (asked === name) return 0
  const words = name.split(' ')
  const fits = asked.split(' ').map((word) => {
    if (words.includes(word)) return 1
    if (word.length > 1 && words.some((one) => one.startsWith(word))) return 2
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
    return words.some((one) => errors(word, one) <= most) ? 3 : null
  })
  return fits.includes(null) ? null : Math.max(...fits.map((fit) => fit ?? 0))
}

/** The least number of steps from one word to the other, tried one after the other. */
function errors(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  if (a[0] === b[0]) return errors(a.slice(1), b.slice(1))
  if (Math.abs(a.length - b.length) > 2) return 3
  const [restA, restB] = [a.slice(1), b.slice(1)]
  const isExchange = a[0] === b[1] && a[1] === b[0]
  return (
    1 +
    Math.min(
      errors(restA, b),
      errors(a, restB),
      errors(restA, restB),
      isExchange ? errors(a.slice(2), b.slice(2)) : 3,
    )
  )
}
