import type { RegisterState, SnapshotState, SourceVisibility } from '../domain/register.ts'
import { DateInvalid } from '../errors/reading.ts'
import { builder } from './builder.ts'
import { FollowingType } from './following.ts'

interface SourceNode {
  readonly name: string
  readonly visibility: SourceVisibility
  readonly snapshot: SnapshotState | null
}

const SourceVisibilityType = builder.enumType('SourceVisibility', {
  description: 'Who may see what a source says.',
  values: {
    PUBLIC: { value: 'public', description: 'Everybody.' },
    RESTRICTED: { value: 'restricted', description: 'Callers that hold it.' },
  } as const,
})

const RegisterSourceType = builder.objectRef<SourceNode>('RegisterSource')

RegisterSourceType.implement({
  description: 'A source of the register, and what it delivered last.',
  fields: (t) => ({
    name: t.exposeString('name'),
    visibility: t.field({
      type: SourceVisibilityType,
      resolve: ({ visibility }) => visibility,
    }),
    snapshotDate: t.field({
      type: 'Date',
      nullable: true,
      resolve: ({ snapshot }) => snapshot?.date ?? null,
    }),
    revision: t.int({
      description: 'The revision that its last snapshot made; 0 before the first.',
      resolve: ({ snapshot }) => snapshot?.revision ?? 0,
    }),
    organisations: t.int({
      description: "In force on the snapshot's day.",
      resolve: ({ snapshot }) => snapshot?.organisations ?? 0,
    }),
    endpoints: t.int({
      description: "In force on the snapshot's day.",
      resolve: ({ snapshot }) => snapshot?.endpoints ?? 0,
    }),
    rejected: t.int({
      description: 'Rows of its last snapshot that broke a rule and were left out.',
      resolve: ({ snapshot }) => snapshot?.rejected ?? 0,
    }),
  }),
})

const RegisterType = builder.objectRef<RegisterState>('Register')

RegisterType.implement({
  description: 'The state of the register: latest revision, its sources and how old they are.',
  fields: (t) => ({
    revision: t.int({ resolve: ({ latest }) => latest }),
    recordedAt: t.field({ type: 'DateTime', resolve: ({ recordedAt }) => recordedAt }),
    sources: t.field({
      type: [RegisterSourceType],
      description: 'The most trusted first; restricted ones are named too.',
      resolve: ({ sources }) => [...sources],
    }),
    following: t.field({
      type: FollowingType,
      nullable: true,
      description: 'Where this hub copies from; null where it imports by itself.',
      resolve: (_register, _args, { following }) => following(),
    }),
  }),
})

builder.queryFields((t) => ({
  register: t.field({
    type: RegisterType,
    description: 'The state of the register: latest revision, its sources and how old they are.',
    resolve: (_root, _args, { directory }) => directory.register(),
  }),
  revisionAt: t.int({
    nullable: true,
    description:
      'The revision that was the latest at an instant: for "what did you know on Tuesday at 14:03?"; null before the first.',
    args: { at: t.arg({ type: 'DateTime', required: true }) },
    resolve: (_root, { at }, { directory }) => directory.revisionAt(instantOf(at)),
  }),
}))

const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3}(\d{0,6}))?(?:Z|[+-]\d{2}:\d{2})$/i

/** @returns in UTC, with all the digits that were given: a Date would drop those beyond milliseconds */
function instantOf(text: string): string {
  const said = RFC_3339.exec(text)
  const instant = new Date(text)
  const inUtc = said && !Number.isNaN(instant.getTime()) ? instant.toISOString() : ''
  if (inUtc >= '0001') return inUtc.replace('Z', `${said?.[1] ?? ''}Z`)
  throw new DateInvalid(`Cannot read instant "${text.slice(0, 100)}": not written as RFC 3339 says`)
}
