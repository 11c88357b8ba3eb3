import type { ExecutionArgs } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { type Caller, endOfSignIn } from '../callers.ts'
import { endingAt } from '../ending-at.ts'
import { toGraphQLError } from '../graphql-errors.ts'
import { isAsyncIterable } from '../map-values.ts'
import { SignInEnded } from '../sign-in.ts'
import type { OpenStreams, StreamConnection } from './open-streams.ts'
import {
  type AdmittedContext,
  type Observers,
  outcomeOf,
  startOperation,
} from './operation-span.ts'

/** What a subscription finds in its context. */
export interface StreamContext extends AdmittedContext {
  /** The socket that it came over; absent where the request itself is answered bit by bit. */
  readonly connection?: StreamConnection
}

/**
 * Begins subscriptions: within the limits, with a span and a measurement of the beginning, for what follows may last for
 * hours and is only counted.
 *
 * @throws {TooManyConnections} to the caller
 * @throws {TooManySubscriptions} to the caller
 */
export function streamOperations(
  telemetry: Observers,
  streams: OpenStreams,
): Pick<Plugin<StreamContext>, 'onSubscribe'> {
  return {
    onSubscribe: ({ args, subscribeFn, setSubscribeFn }) => {
      const { admitted, connection } = args.contextValue
      setSubscribeFn(async (given: ExecutionArgs) => {
        const leave = enter(streams, connection)
        const end = startOperation('subscription', admitted, telemetry)
        try {
          const results = await subscribeFn(given)
          if (!isAsyncIterable(results)) {
            leave()
            end(outcomeOf(results))
            return results
          }
          end('ok')
          admitted.beginStream()
          telemetry.metrics.subscriptions(1)
          return streams.watch(whileSignedIn(results, admitted.caller), () => {
            telemetry.metrics.subscriptions(-1)
            leave()
          })
        } catch (error) {
          leave()
          end('invalid')
          throw error
        }
      })
    },
  }
}

/** What a token opens, it opens no longer than it lasts; systems have none that ends. */
function whileSignedIn(
  results: AsyncIterable<unknown>,
  caller: Caller | null,
): AsyncIterable<unknown> {
  const at = caller?.signIn ? endOfSignIn(caller.signIn) : null
  if (!at) return results
  return endingAt(results, { at, last: () => ({ errors: [toGraphQLError(new SignInEnded())] }) })
}

function enter(streams: OpenStreams, socket: StreamConnection | undefined): () => void {
  if (socket) return socket.begin()
  const connection = streams.connect()
  return () => connection.close()
}
