import type { ObjectRef } from '@pothos/core'
import type { Answer, Found, NoneRegistered, Unavailable, Withheld } from '../domain/answer.ts'
import type { CitizenRecord } from '../domain/record.ts'
import { builder } from './builder.ts'

/** Something of a record, with the record that it is of: its documents are asked for there. */
export type InRecord<Value> = Value & { readonly record: CitizenRecord }

/** A part that was found. */
export type FoundNode<Part> = InRecord<Found<Part>>

/** What one part is answered with, as the graph takes it. */
export type AnswerNode<Part> = FoundNode<Part> | NoneRegistered | Withheld | Unavailable

/** Puts an answer into the record that gave it. */
export async function answerIn<Part>(
  record: CitizenRecord,
  asked: Promise<Answer<Part>>,
): Promise<AnswerNode<Part>> {
  const answer = await asked
  return answer.kind === 'found' ? { ...answer, record } : answer
}

/** Puts each of a list into the record that it is of. */
export const allIn = <Value extends object>(
  record: CitizenRecord,
  values: readonly Value[],
): InRecord<Value>[] => values.map((value) => ({ ...value, record }))

const NoneRegisteredType = builder.objectRef<NoneRegistered>('NoneRegistered')

NoneRegisteredType.implement({
  description: 'The source was asked, and says that there is nothing.',
  fields: (t) => ({
    source: t.exposeString('source'),
    askedAt: t.field({ type: 'DateTime', resolve: ({ askedAt }) => askedAt }),
  }),
})

const WithheldGroundType = builder.enumType('WithheldGround', {
  description: 'Why something is kept from the caller.',
  values: {
    PURPOSE: { description: 'The caller does not ask for it with that purpose.' },
    ROLE: {},
    TREATMENT_RELATION: { description: 'The caller does not treat the citizen.' },
    CONSENT: { description: 'The citizen does not consent.' },
  } as const,
})

const WithheldType = builder.objectRef<Withheld>('Withheld')

WithheldType.implement({
  description: 'The law keeps it from the caller; whether there is something is not said.',
  fields: (t) => ({
    ground: t.field({ type: WithheldGroundType, resolve: ({ ground }) => ground }),
    message: t.exposeString('message'),
  }),
})

const UnavailableType = builder.objectRef<Unavailable>('Unavailable')

UnavailableType.implement({
  description:
    'The source could not be asked, or its answer not be understood. Nothing is known of what it holds.',
  fields: (t) => ({
    source: t.exposeString('source'),
    code: t.exposeString('code', { description: 'Stable: a program can switch on it.' }),
    lastWell: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the source last answered us; null where that is not known.',
      resolve: ({ lastWell }) => lastWell,
    }),
    tookMs: t.exposeInt('tookMs', { description: 'Milliseconds from asking to giving up.' }),
  }),
})

/**
 * The union of what a part can be answered with.
 *
 * @param name of the part's own type; the union bears it with `Result` behind where `result` names no other
 */
export const resultType = <Part>(
  name: string,
  part: ObjectRef<typeof builder.$inferSchemaTypes, FoundNode<Part>>,
  result = `${name}Result`,
) =>
  builder.unionType(result, {
    description: 'What is there, or why it is not.',
    types: [part, NoneRegisteredType, WithheldType, UnavailableType],
    resolveType: ({ kind }: AnswerNode<Part>) => NAMES[kind] ?? name,
  })

const NAMES: Readonly<Partial<Record<Answer<never>['kind'], string>>> = {
  none: 'NoneRegistered',
  withheld: 'Withheld',
  unavailable: 'Unavailable',
}
