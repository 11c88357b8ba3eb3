import { CursorInvalid } from '../../kit/paging.ts'
import type { Directory, ViewedDirectory } from '../domain/directory.ts'
import { type SearchQuestion, searchText } from '../domain/search/search-question.ts'
import { builder } from './builder.ts'
import { checkFirst } from './most-at-once.ts'
import { connectionBy, OrganisationConnectionType } from './organisation-connection.ts'
import { filterFrom, OrganisationFilterInput, read } from './organisation-filter.ts'
import {
  questionName,
  readSearchCursor,
  type SearchCursor,
  writeSearchCursor,
} from './search-cursor.ts'
import { viewArguments } from './view-arguments.ts'

interface Times {
  readonly on?: string | null | undefined
  readonly asKnownAt?: number | null | undefined
}

builder.queryFields((t) => ({
  searchOrganisations: t.field({
    type: OrganisationConnectionType,
    description:
      'Text search (Danish spelling, typing errors forgiven) and filters; best match first. Further pages are of the day and the revision of the first.',
    args: {
      text: t.arg.string({
        description: 'Words of the name in any order, or a number; at most 12 words.',
      }),
      filter: t.arg({ type: OrganisationFilterInput }),
      first: t.arg.int({ defaultValue: 20, description: '1 to 1000.' }),
      after: t.arg.string({ description: 'A cursor of a page with the same text and filter.' }),
      ...viewArguments,
    },
    resolve: async (_root, { text, filter, first, after, ...times }, { directory }) => {
      const size = first ?? 20
      checkFirst(size)
      const question = { text: read(text, searchText), filter: filterFrom(filter ?? {}) }
      const cursor = after == null ? null : readSearchCursor(after)
      if (cursor) refuseOther(after ?? '', cursor, question)
      const at = await viewOf(directory, times, cursor)
      if (cursor) refuseOtherView(after ?? '', cursor, at)
      const { found, hasMore, total } = await at.search(question, {
        first: size,
        after: cursor?.position ?? null,
        total: cursor?.total ?? null,
      })
      const page = { units: found.map(({ unit }) => unit), hasMore, total }
      const positions = new Map(found.map(({ position }) => [position.sorId, position]))
      return connectionBy(page, {
        at,
        isFirst: cursor === null,
        cursorOf: ({ sorId }) => {
          const position = positions.get(sorId)
          if (!position) throw new TypeError(`Cannot point at "${sorId}": it was not found`)
          return writeSearchCursor({
            view: at.view,
            question: questionName(question),
            total,
            position,
          })
        },
      })
    },
  }),
}))

function refuseOther(after: string, { question }: SearchCursor, asked: SearchQuestion): void {
  if (question === questionName(asked)) return
  throw new CursorInvalid(after, { state: 'it is of a search with another text or filter' })
}

// What is left out is taken from the first page, and not from the moment of asking.
async function viewOf(
  directory: Directory,
  { on, asKnownAt }: Times,
  cursor: SearchCursor | null,
): Promise<ViewedDirectory> {
  const day = on ?? cursor?.view.day ?? null
  const at = await directory.at(day, asKnownAt ?? null)
  if (cursor === null || asKnownAt != null || at.view.revision === cursor.view.revision) return at
  return directory.at(day, cursor.view.revision)
}

function refuseOtherView(after: string, { view }: SearchCursor, at: ViewedDirectory): void {
  if (view.day !== at.view.day) {
    throw new CursorInvalid(after, { state: `it is of a search on ${view.day}` })
  }
  if (view.revision !== at.view.revision) {
    throw new CursorInvalid(after, { state: `it is of a search as known at ${view.revision}` })
  }
}
