import type { AnswerStates } from '../../kit/answer-states.ts'
import type { ChangeFeed } from '../domain/change/change-feed.ts'
import type { Directory } from '../domain/directory.ts'
import { RegisterEmpty } from '../errors/reading.ts'
import type { Context } from './context.ts'

/**
 * A context that tells what states an answer is made of. The directory does so by itself, and a page of changes is of the
 * revision that was the latest before it was read. Whatever else a resolver takes leaves the answer open, so that a new port
 * has no tag by oversight.
 */
export function tellingContext(context: Context, states: AnswerStates): Context {
  const { directory, lookAgain, changes } = context
  const told: Partial<Context> = { directory, lookAgain, changes: tellingFeed(changes, directory) }
  const telling = { ...context, ...told }
  for (const [name, value] of Object.entries(context)) {
    if (name in told) continue
    const get = (): unknown => {
      states.leaveOpen()
      return value
    }
    Object.defineProperty(telling, name, { get })
  }
  return telling
}

function tellingFeed(changes: ChangeFeed, directory: Directory): ChangeFeed {
  const tell = async (): Promise<void> => {
    await directory.register().catch((error) => {
      if (!(error instanceof RegisterEmpty)) throw error
    })
  }
  return {
    ...changes,
    after: async (position, first) => {
      await tell()
      return changes.after(position, first)
    },
    latest: async () => {
      await tell()
      return changes.latest()
    },
  }
}
