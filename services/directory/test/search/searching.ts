import { graphql } from 'graphql'
import type { Directory } from '../../domain/directory.ts'
import { createDirectory } from '../../service.ts'
import { directory } from '../../store/reading/directory.ts'
import { latestRegister } from '../../store/reading/latest-register.ts'
import { type Answer, codesOf } from '../asking.ts'
import { openRegister } from '../import-harness.ts'

/** A register that files are imported into, and that is asked through the graph. */
export interface Searching extends AsyncDisposable {
  readonly register: Awaited<ReturnType<typeof openRegister>>
  ask(query: string, variables?: object, grants?: readonly string[]): Promise<Answer>
  /** Looks without the graph, and keeps nothing. */
  look(grants?: readonly string[]): Directory
}

/** 2026-11-23 in Copenhagen. */
export const NOW = new Date('2026-11-22T23:30:00Z')

export async function openSearching(): Promise<Searching> {
  await using opening = new AsyncDisposableStack()
  const register = opening.use(await openRegister())
  const options = { hubRules: [], freshForDays: 3, now: () => NOW }
  const service = opening.use(await createDirectory({ ...options, database: register, kept: 100 }))
  const opened = opening.move()
  return {
    register,
    ask: async (source, variableValues = {}, grants = []) => {
      const { data, errors = [] } = await graphql({
        ...{ source, variableValues: { ...variableValues }, schema: service.subgraph.schema },
        contextValue: service.subgraph.contextOf({
          caller: { name: 'test', grants: new Set(grants) },
          signal: undefined,
        }),
      })
      const shown = errors.map((error) => ({
        ...error.toJSON(),
        extensions: { code: codeOf(error.originalError) },
      }))
      return { data, errors: shown, statements: 0, statementsAgain: 0 }
    },
    look: (grants = []) =>
      directory(register.db, {
        ...options,
        latest: latestRegister(register.db, 0),
        grants: new Set(grants),
      }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const codeOf = (error: Error | null | undefined): unknown =>
  error && 'code' in error ? error.code : error?.stack

const SEARCH = `query ($text: String, $filter: OrganisationFilter, $first: Int, $after: String, $on: Date, $at: Int) {
  searchOrganisations(text: $text, filter: $filter, first: $first, after: $after, on: $on, asKnownAt: $at) {
    totalCount edges { cursor node { sorId name status } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

/** What a search is asked with. */
export interface SearchArguments {
  readonly text?: string
  readonly filter?: object
  readonly first?: number
  readonly after?: string
  readonly on?: string
  readonly at?: number
}

/** A page of a search, as a caller gets it. */
export interface SearchPage {
  readonly totalCount: number
  readonly names: readonly string[]
  readonly sorIds: readonly string[]
  readonly cursors: readonly string[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** @throws {Error} naming the codes of the errors, where there are any */
export async function pageOf(
  { ask }: Pick<Searching, 'ask'>,
  asked: SearchArguments,
  grants: readonly string[] = [],
): Promise<SearchPage> {
  const answer = await ask(SEARCH, asked, grants)
  if (answer.errors.length > 0) {
    throw new Error(
      `${codesOf(answer).join(' ')} ${answer.errors.map(({ message }) => message).join(' ')}`,
    )
  }
  const { totalCount, edges, pageInfo } = answer.data.searchOrganisations
  const each = <K extends string>(
    read: (edge: { cursor: string; node: Record<'sorId' | 'name', string> }) => K,
  ) => edges.map(read)
  return {
    ...{ totalCount, pageInfo: { ...pageInfo } },
    names: each(({ node }) => node.name),
    sorIds: each(({ node }) => node.sorId),
    cursors: each(({ cursor }) => cursor),
  }
}
