import { behindRevision } from '../domain/change/change.ts'
import { builder } from './builder.ts'
import { changeNodes } from './change.ts'
import { ChangeConnectionType } from './change-connection.ts'
import { positionArguments, positionFrom } from './change-position.ts'
import { checkFirst } from './most-at-once.ts'

builder.queryField('changes', (t) =>
  t.field({
    type: ChangeConnectionType,
    description:
      'Everything that changed after a revision, oldest first, deletes included; `after` (a cursor) goes on exactly where a page ended. With neither, from the beginning.',
    args: { ...positionArguments, first: t.arg.int({ defaultValue: 100 }) },
    resolve: async (_root, { first, ...asked }, { directory, changes }) => {
      const count = first ?? 100
      checkFirst(count)
      const position = positionFrom(asked, await changes.latest()) ?? behindRevision(0)
      const page = await changes.after(position, count)
      return {
        nodes: changeNodes(page.changes, () => directory.at(null, null)),
        hasMore: page.hasMore,
        isFirst: position.revision === 0,
        upTo: page.upTo,
      }
    },
  }),
)
