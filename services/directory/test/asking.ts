import assert from 'node:assert/strict'
import { type GraphQLFormattedError, graphql } from 'graphql'
import { openTestDatabase } from '../../../test/harness/database.ts'
import { migrateToLatest } from '../../kit/database.ts'
import { maskedError } from '../../kit/graphql-errors.ts'
import type { Secret } from '../../kit/secret.ts'
import type { HubRule } from '../domain/resolution/hub-rules.ts'
import { createDirectory, type DirectoryService } from '../service.ts'
import { migrations } from '../store/migrations/migrations.ts'
import type { Tables } from '../store/tables.ts'
import { type RegisterBuilder, registerBuilder } from './register-builder.ts'

/** An answer as a caller gets it; `data` is of the shape of the test's own query, and unchecked. */
export interface Answer {
  readonly data: ReturnType<typeof JSON.parse>
  readonly errors: readonly GraphQLFormattedError[]
  /** How many SQL statements it took. */
  readonly statements: number
  /** How many it took when it was asked again. */
  readonly statementsAgain: number
}

/** A directory over a register that the test builds. */
export interface Asking extends AsyncDisposable {
  readonly register: RegisterBuilder
  /** Of its database, to import into. */
  readonly url: Secret
  /**
   * Asks a directory that keeps nothing of what it has read, and one that does, twice: the answers are the same. So nothing
   * may be added to the register about what has been asked, unless in a new revision.
   *
   * @param caller `grants` of the caller; an anonymous one has none
   */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    caller?: { readonly grants: readonly string[] },
  ): Promise<Answer>
}

/** The instant at which every test of the graph takes place: 2026-11-23 in Copenhagen. */
const NOW = new Date('2026-11-22T23:30:00Z')

/** Opens a directory of its own for one test file. */
export async function openDirectory(hubRules: readonly HubRule[] = []): Promise<Asking> {
  await using opening = new AsyncDisposableStack()
  const database = opening.use(
    await openTestDatabase<Tables>((db) => migrateToLatest(db, migrations)),
  )
  let statements = 0
  const onQuery = () => {
    statements += 1
  }
  const service = async (kept: number) =>
    opening.use(
      await createDirectory({
        ...{ hubRules, freshForDays: 3, now: () => NOW, kept },
        database: { url: database.url, onQuery },
      }),
    )
  const [forgetful, mindful] = [await service(0), await service(1000)]
  const register = await registerBuilder(database.db)
  const opened = opening.move()
  const askOne = async ({ subgraph }: DirectoryService, { caller, ...args }: Question) => {
    statements = 0
    const { data, errors = [] } = await graphql({
      ...{ ...args, schema: subgraph.schema },
      contextValue: subgraph.contextOf({
        caller: { name: 'test', grants: new Set(caller.grants) },
        signal: undefined,
      }),
    })
    const shown = errors.map((error) => maskedError(error, fault).toJSON())
    return { statements, answer: { data: plain(data), errors: plain(shown) } }
  }
  return {
    register,
    url: database.url,
    ask: async (source, variableValues = {}, caller = { grants: [] }) => {
      const question = { source, variableValues, caller }
      const { answer, statements } = await askOne(forgetful, question)
      const first = await askOne(mindful, question)
      const again = await askOne(mindful, question)
      assert.deepEqual([first.answer, again.answer], [answer, answer])
      return { ...answer, statements, statementsAgain: again.statements }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

interface Question {
  readonly source: string
  readonly variableValues: Readonly<Record<string, unknown>>
  readonly caller: { readonly grants: readonly string[] }
}

// A bug must fail the test that met it, not be masked.
function fault(bug: unknown): never {
  throw bug
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null))

/** @returns the codes of the errors, each with its path */
export const codesOf = ({ errors }: Answer): readonly string[] =>
  errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions?.code}`)

/** @throws {AssertionError} where the answer has errors */
export function dataOf(answer: Answer): Answer['data'] {
  assert.deepEqual(answer.errors, [])
  return answer.data
}
