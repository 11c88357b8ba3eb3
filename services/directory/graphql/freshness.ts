import type { Freshness } from '../domain/resolution/freshness.ts'
import { builder } from './builder.ts'

/** How old the register is behind an answer. */
export const FreshnessType = builder.objectRef<Freshness>('Freshness')

FreshnessType.implement({
  description: 'How old the register is behind an answer.',
  fields: (t) => ({
    snapshotDate: t.field({
      type: 'Date',
      description: 'The oldest snapshot that the answer rests on.',
      resolve: ({ snapshotDate }) => snapshotDate,
    }),
    stale: t.exposeBoolean('isStale', { description: 'Older than a snapshot should be.' }),
  }),
})
