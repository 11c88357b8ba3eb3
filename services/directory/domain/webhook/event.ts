import type { Change, ChangePosition } from '../change/change.ts'

/** The same in every attempt, every replay and every hub: the place of the change. */
export const eventIdOf = ({ revision, ordinal }: ChangePosition): string => `${revision}-${ordinal}`

/** What a receiver is sent of a change: that it happened, and of what; never what was there before or is now. */
export const eventText = (webhookId: string, change: Change): string =>
  JSON.stringify({
    id: eventIdOf(change),
    webhook: webhookId,
    sequence: change.sequence,
    revision: change.revision,
    kind: change.kind,
    subjectType: change.subjectType,
    subjectId: change.subjectId,
    source: change.source,
    fields: change.fields,
    recordedAt: change.recordedAt,
  })
