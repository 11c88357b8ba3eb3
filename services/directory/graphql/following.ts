import type { Following } from '../domain/copy/following.ts'
import { builder } from './builder.ts'

const FollowingStateType = builder.enumType('FollowingState', {
  description: 'How a copy stands to its source.',
  values: {
    IN_STEP: { description: 'All that the source held at the last contact.' },
    BEHIND: { description: 'Cut off, or about to catch up: something may be missing.' },
  } as const,
})

/** That this hub is a copy. */
export const FollowingType = builder.objectRef<Following>('Following')

FollowingType.implement({
  description: 'That this hub is a copy of another one, and how old it is.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'What it copies from.' }),
    revision: t.int({
      nullable: true,
      description: 'The latest revision that was copied; null before the first.',
      resolve: ({ revision }) => revision,
    }),
    earliestRevision: t.int({
      nullable: true,
      description: 'The first revision that was copied: `asKnownAt` goes back as far as that.',
      resolve: ({ earliestRevision }) => earliestRevision,
    }),
    lastContact: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastContact }) => lastContact,
    }),
    behindSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when something may be missing here; null while in step.',
      resolve: ({ behindSince }) => behindSince,
    }),
    state: t.field({ type: FollowingStateType, resolve: ({ state }) => state }),
  }),
})
