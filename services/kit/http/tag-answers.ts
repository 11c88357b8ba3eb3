import { type ExecutionArgs, getOperationAST } from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import { type AnswerStates, STATE_HEADER, statesText } from '../answer-states.ts'
import type { AdmittedRequest } from './admission.ts'
import { etagOf, holdsTag } from './etag.ts'
import type { AdmittedContext } from './operation-span.ts'

type TagPlugin = Pick<Plugin<AdmittedContext>, 'onExecute' | 'onResponse'>

interface Tagged {
  readonly etag: string
  readonly states: readonly string[]
}

const HELD: Readonly<Record<string, string>> = {
  // Kept by the one who asked, and asked about each time: another caller's rights make another answer.
  'cache-control': 'private, no-cache',
  vary: 'authorization, accept',
}

/**
 * Gives each answer of a GraphQL server a tag, where it is one to a query, has no errors, and every part of it has told of
 * what state it was made; answers 304 to who holds it already. Nothing that a person asks for is held, whatever it is.
 *
 * @param options.graph a text that differs where the graph does
 * @param options.statesOf what was told while the operation ran
 * @param options.isShown whether the states stand in a header, for a gateway to read
 */
export function tagAnswers<C extends AdmittedContext>(options: {
  readonly graph: string
  readonly statesOf: (context: C) => Pick<AnswerStates, 'all'>
  readonly isShown?: boolean
}): TagPlugin {
  const graph = etagOf([options.graph])
  const tags = new WeakMap<AdmittedRequest, Tagged>()
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result }) => {
        if (!('data' in result) || result.errors || !isQuery(args)) return
        const context = args.contextValue as C & YogaInitialContext
        const states = options.statesOf(context).all()
        if (states === null) return
        const { admitted } = context
        // A tag is made of what was asked, and what a person asks with is about persons.
        if (admitted.caller?.signIn) return
        const etag = etagOf([graph, ...states, '', ...questionOf(context)])
        tags.set(admitted, { etag, states })
      },
    }),
    onResponse: ({ request, response, serverContext, setResponse, fetchAPI }) => {
      const { admitted } = serverContext as Partial<AdmittedContext>
      const tagged = admitted && tags.get(admitted)
      if (!tagged || response.status !== 200 || !isJson(response)) return
      const { etag, states } = tagged
      const headers = {
        ...HELD,
        etag,
        ...(options.isShown && { [STATE_HEADER]: statesText(states) }),
      }
      if (!holdsTag(request.headers.get('if-none-match'), etag)) {
        for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
      } else {
        setResponse(new fetchAPI.Response(null, { status: 304, headers }))
      }
    },
  }
}

const isQuery = ({ document, operationName }: ExecutionArgs): boolean =>
  getOperationAST(document, operationName)?.operation === 'query'

const isJson = ({ headers }: Response): boolean =>
  /^application\/(graphql-response\+)?json\b/.test(headers.get('content-type') ?? '')

/** Who asks is told by its rights: two callers of the same rights are given the same. */
const questionOf = ({
  admitted,
  params,
}: AdmittedContext & YogaInitialContext): readonly string[] => [
  JSON.stringify([...(admitted.caller?.grants ?? [])].sort()),
  params.query ?? '',
  params.operationName ?? '',
  JSON.stringify(params.variables ?? {}),
]
