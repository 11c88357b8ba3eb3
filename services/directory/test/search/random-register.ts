import { type Random, seededRandom } from '../../../../infra/sample/random.ts'
import type { Fact, OrganisationFact } from '../../domain/statement/facts.ts'
import { addDays, localDate } from '../../domain/time/local-date.ts'
import { mailbox, unit } from '../import-harness.ts'
import { glnNumber, unitId } from '../register-builder.ts'

const WORDS = [
  ...['Alma', 'Birk', 'Bæk', 'Østerlund', 'Vesterlund', 'Ågade', 'Kærvang', 'Kjærvang'],
  ...['Lunde', 'Lund', 'Sol', 'Solvang', 'Måne'],
] as const
const TYPES = ['22232009', '394761003', '550631000005103'] as const
const MUNICIPALITIES = ['0751', '0461', '0991'] as const
const REGIONS = ['1082', '1083', null, null] as const

/** How many units a random register has at most. */
export const UNITS = 60

const ORIGIN = localDate('2026-10-01')
const day = (random: Random, from: number, to: number) =>
  addDays(ORIGIN, from + random.below(to - from))

const address = (random: Random) => ({
  ...{ street: null, building: null, floor: null, suite: null, city: null, country: null },
  ...{
    postCode: `800${random.below(3)}`,
    municipality: random.pick(MUNICIPALITIES),
    position: null,
  },
})

const blocks = (random: Random): Partial<OrganisationFact> => ({
  postal: random.chance(0.3) ? address(random) : null,
  visiting: random.chance(0.1) ? address(random) : null,
  activity: random.chance(0.1) ? address(random) : null,
})

const nameOf = (random: Random): string =>
  random.chance(0.3) ? random.pick(WORDS) : `${random.pick(WORDS)} ${random.pick(WORDS)}`

/**
 * A snapshot of one source: units in a tree whose branches move, with up to three versions each, and mailboxes. From one
 * snapshot to the next about every tenth unit differs.
 *
 * @param source another has other units
 * @param number of the snapshot, from 1 on
 */
export function randomFacts(
  source: number,
  number: number,
  { isDated }: { readonly isDated: boolean },
): readonly Fact[] {
  const facts: Fact[] = []
  for (let each = 1; each <= UNITS; each++) {
    const differs = (snapshot: number) =>
      seededRandom(source * 7919 + snapshot * 61 + each).chance(0.1)
    const last = Array.from({ length: number }, (_none, place) => number - place).find(differs) ?? 0
    const random = seededRandom(source * 104_729 + last * 1_009 + each)
    facts.push(...history(random, each, isDated))
  }
  return facts
}

function history(random: Random, number: number, isDated: boolean): readonly Fact[] {
  if (random.chance(isDated ? 0.15 : 0.7)) return []
  const facts: Fact[] = []
  const versions = isDated ? 1 + random.below(3) : 1
  const firstFrom = random.chance(0.5) ? day(random, 0, 10) : null
  let from = day(random, 10, 40)
  for (let version = 1; version <= versions; version++) {
    const to = addDays(from, 5 + random.below(30))
    const isLast = version === versions
    const period = isLast && random.chance(0.8) ? `${from}..` : `${from}..${to}`
    facts.push(randomUnit(random, number, { period: isDated ? period : '..', firstFrom }))
    from = addDays(to, 1 + (random.chance(0.3) ? 4 : 0))
  }
  if (random.chance(0.3)) facts.push(mailbox(unitId(number), glnNumber(number), '2026-10-01..'))
  return facts
}

function randomUnit(
  random: Random,
  number: number,
  {
    period,
    firstFrom,
  }: { readonly period: string; readonly firstFrom: OrganisationFact['firstFrom'] },
): Fact {
  const isOwner = number <= 5
  return unit(unitId(number), period, {
    ...{ name: nameOf(random), firstFrom, ...blocks(random) },
    level: isOwner ? 'OWNER' : number <= 15 ? 'INSTITUTION' : 'UNIT',
    parentId: isOwner ? null : unitId(1 + random.below(number <= 15 ? 5 : 15)),
    type: random.chance(0.8) ? { code: random.pick(TYPES), display: null } : null,
    specialities: random.chance(0.4) ? [{ code: random.pick(TYPES), display: null }] : [],
    region: random.pick(REGIONS),
    inheritsGln: random.chance(0.7),
  })
}

/** What the mailboxes of a random register receive. */
export const randomTypes = (seed: number): readonly Fact[] => {
  const random = seededRandom(seed)
  return Array.from({ length: UNITS }, (_none, place) => ({
    ...{ kind: 'message-type' as const, line: 0, gln: glnNumber(place + 1), network: null },
    raw: random.chance(0.5) ? 'DIS91' : 'XDIS91',
  }))
}

const LETTERS = 'abdeilnorsu'

/** Words of names, cut short or misspelled or neither. */
export function randomText(random: Random): string {
  const words = Array.from({ length: 1 + random.below(2) }, () => {
    const word: string = random.pick(WORDS)
    const place = random.below(word.length)
    switch (random.below(4)) {
      case 0:
        return word.slice(0, 2 + random.below(word.length))
      case 1:
        return word.slice(0, place) + LETTERS[random.below(LETTERS.length)] + word.slice(place + 1)
      case 2:
        return word.slice(0, place) + word.slice(place + 1)
      default:
        return word.toUpperCase()
    }
  })
  return words.join(' ')
}

/** A filter of one thing or several, or of none. */
export function randomFilter(random: Random): Record<string, unknown> {
  const maybe = <V>(name: string, value: V) => (random.chance(0.12) ? { [name]: value } : {})
  return {
    ...maybe('level', random.pick(['OWNER', 'INSTITUTION', 'UNIT'] as const)),
    ...maybe('types', [random.pick(TYPES), random.pick(TYPES)]),
    ...maybe('specialities', [random.pick(TYPES)]),
    ...maybe('municipality', random.pick(MUNICIPALITIES)),
    ...maybe('region', random.pick(['1082', '1083'] as const)),
    ...maybe('postCode', `800${random.below(3)}`),
    ...maybe('under', unitId(1 + random.below(15))),
    ...maybe('cluster', 'klynge-1'),
    ...maybe('receives', random.pick(['DIS91', 'XDIS91'] as const)),
    ...maybe('includeClosed', true),
  }
}
