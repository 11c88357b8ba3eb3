import { SPECIALITIES, TYPES } from '../../infra/sample/codes.ts'
import { type Random, seededRandom } from '../../infra/sample/random.ts'
import { clinicName, personName, placeName, wardName } from '../harness/generator/words.ts'
import { lookUps } from './lookups.ts'
import type { RegisterFiles } from './register-files.ts'
import { answerOf } from './service.ts'
import { figure, table } from './table.ts'

interface Question {
  readonly text?: string
  readonly filter?: object
  readonly first?: number
  readonly after?: string
  readonly on?: string
  readonly asKnownAt?: number
}

interface Kind {
  readonly name: string
  readonly questions: readonly Question[]
  /** Asked so seldom of a register that it is not part of the mix. */
  readonly isApart?: boolean
}

const QUERY = `query Search(
  $text: String, $filter: OrganisationFilter, $first: Int, $after: String, $on: Date, $asKnownAt: Int
) {
  searchOrganisations(text: $text, filter: $filter, first: $first, after: $after, on: $on, asKnownAt: $asKnownAt) {
    totalCount edges { node { sorId name status type { code } } } pageInfo { hasNextPage endCursor }
  }
}`

const EACH = 60

/**
 * How long one search takes, each question asked by itself: the first time, when nothing of it is known, and again. Beside
 * them a look-up of one unit after the other in the same run, none of which was asked for before.
 */
export async function searchTable(
  files: RegisterFiles,
  { url }: { readonly url: string },
): Promise<string> {
  const random = seededRandom(5)
  const kinds = kindsOf(random, await deepCursors(url))
  const rows: (readonly string[])[] = []
  const mix: { readonly cold: number[]; readonly warm: number[] } = { cold: [], warm: [] }
  for (const { name, questions, isApart } of kinds) {
    const bodies = questions.map(bodyOf)
    const [cold, warm] = [await tookMs(url, bodies), await tookMs(url, bodies)]
    if (!isApart) {
      mix.cold.push(...cold)
      mix.warm.push(...warm)
    }
    rows.push([name, String(bodies.length), ...percentiles(cold), ...percentiles(warm)])
  }
  rows.push([
    'all but those apart',
    String(mix.cold.length),
    ...percentiles(mix.cold),
    ...percentiles(mix.warm),
  ])
  const lookUp = lookUps(files).find(({ name }) => name.startsWith('organisation, each'))
  if (lookUp) {
    const bodies = lookUp.bodies.slice(-500)
    const [cold, warm] = [await tookMs(url, bodies), await tookMs(url, bodies)]
    rows.push([
      'organisation by key',
      String(bodies.length),
      ...percentiles(cold),
      ...percentiles(warm),
    ])
  }
  return table(['search', 'questions', 'p50 ms', 'p99 ms', 'p50 ms again', 'p99 ms again'], rows)
}

function kindsOf(random: Random, cursors: readonly Question[]): readonly Kind[] {
  const many = (question: (place: number) => Question) =>
    Array.from({ length: EACH }, (_none, place) => question(place))
  const name = () => random.pick([personName, clinicName, wardName] as const)(random)
  return [
    { name: 'a name', questions: many(() => ({ text: name() })) },
    {
      name: 'a name with a typing error',
      questions: many(() => ({ text: misspelled(name(), random) })),
    },
    { name: 'beginnings', questions: many(() => ({ text: cut(name(), random) })) },
    {
      name: 'abbreviations',
      questions: many((place) => ({
        text: ABBREVIATED[place % ABBREVIATED.length] + placeName(random).slice(0, 3 + (place % 3)),
      })),
    },
    { name: 'one broad word', questions: BROAD.map((text) => ({ text })) },
    { name: 'filters alone', questions: many((place) => ({ filter: filterAt(place, random) })) },
    {
      name: 'a name and filters',
      questions: many((place) => ({ text: cut(name(), random), filter: filterAt(place, random) })),
    },
    { name: 'far behind', questions: cursors },
    {
      name: 'on other days',
      questions: many((place) => ({ text: name(), on: `20${10 + (place % 20)}-06-01` })),
    },
    {
      name: 'as known at the first revision',
      questions: many(() => ({ text: name(), asKnownAt: 1 })),
    },
    {
      name: 'receives',
      isApart: true,
      questions: ['DIS91', 'XDIS91'].map((receives) => ({ filter: { receives } })),
    },
    { name: 'neither text nor filter', isApart: true, questions: [{}, { on: '2015-01-01' }] },
  ]
}

const ABBREVIATED = ['tdl. ', 'lægeh. ', 'fys. ', 'afs. ', 'amb. ', 'klin. ']
const BROAD = [
  'læge',
  'lægerne',
  'alma',
  'klinik',
  'tandlæge',
  'afsnit',
  'team',
  'be',
  'em',
  'emil',
  'hospital',
  'partnere',
]

const REGIONS = ['1081', '1082', '1083', '1084', '1085'] as const
const LEVELS = ['OWNER', 'INSTITUTION', 'UNIT'] as const
const TYPE_CODES = [TYPES.klinisk, TYPES.lægepraksis, TYPES.administrativ] as const

function filterAt(place: number, random: Random): object {
  const region = random.pick(REGIONS)
  const level = random.pick(LEVELS)
  const postCode = String(9991 + random.below(6))
  const [speciality] = Object.values(SPECIALITIES).slice(random.below(10))
  const filters = [
    { level, region },
    { types: [random.pick(TYPE_CODES)], region },
    { specialities: [speciality], level },
    { postCode },
    { municipality: `099${1 + random.below(6)}`, types: [random.pick(TYPE_CODES)] },
    { types: [random.pick(TYPE_CODES)] },
    { level, includeClosed: true },
  ]
  return filters[place % filters.length] ?? {}
}

const LETTERS = 'abdeghiklmnorstu'

function misspelled(name: string, random: Random): string {
  const place = 1 + random.below(name.length - 1)
  const letter = LETTERS[random.below(LETTERS.length)]
  return name.slice(0, place) + letter + name.slice(place + random.below(2))
}

const cut = (name: string, random: Random): string =>
  name
    .split(' ')
    .map((word) => word.slice(0, 3 + random.below(4)))
    .join(' ')

/** Behind the thousands of first hits of broad questions. */
async function deepCursors(url: string): Promise<readonly Question[]> {
  const questions: Question[] = []
  for (const question of [{ text: 'læge' }, { text: 'alma' }, { filter: { level: 'UNIT' } }, {}]) {
    let after: string | undefined
    for (let page = 0; page < 5; page++) {
      const body = bodyOf({ ...question, first: 1000, ...(after ? { after } : {}) })
      const { endCursor } = JSON.parse(await answerOf(url, body)).data.searchOrganisations.pageInfo
      if (endCursor === null) break
      after = endCursor
      questions.push({ ...question, after: endCursor })
    }
  }
  return questions
}

const bodyOf = (variables: Question): string => JSON.stringify({ query: QUERY, variables })

async function tookMs(url: string, bodies: readonly string[]): Promise<number[]> {
  const took: number[] = []
  for (const body of bodies) {
    const begun = performance.now()
    await answerOf(url, body)
    took.push(performance.now() - begun)
  }
  return took
}

function percentiles(took: readonly number[]): readonly string[] {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return [figure(at(0.5)), figure(at(0.99))]
}
