import { instantOf } from '../domain/incident/announcing.ts'
import { WindowInvalid } from '../errors/desk.ts'
import { builder } from './builder.ts'
import { MaintenanceType } from './maintenance.ts'

const DAY_MS = 86_400_000
const USUAL_DAYS = 90
const MOST_DAYS = 366

builder.queryFields((t) => ({
  maintenance: t.field({
    type: [MaintenanceType],
    description: `Announced maintenance that touches a stretch of time, by its beginning; ${MOST_DAYS} days at most.`,
    args: {
      from: t.arg({ type: 'DateTime', description: 'Now where it is left out.' }),
      to: t.arg({
        type: 'DateTime',
        description: `Not in it; ${USUAL_DAYS} days after \`from\` where it is left out.`,
      }),
    },
    resolve: async (_root, { from, to }, { uptime }) => {
      const begin = from ? instantOf(from) : Date.now()
      const end = to ? instantOf(to) : begin && begin + USUAL_DAYS * DAY_MS
      if (begin === null || end === null) throw new WindowInvalid('a time is none of RFC 3339')
      if (end <= begin) throw new WindowInvalid('it ends before it begins')
      if (end - begin > MOST_DAYS * DAY_MS) throw new WindowInvalid(`${MOST_DAYS} days is the most`)
      return [...(await uptime.maintenance({ from: begin, to: end }))]
    },
  }),
}))
