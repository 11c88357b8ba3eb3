import type { Kysely } from 'kysely'
import type { Change } from '../domain/change/change.ts'
import type { ChangeFeed, ChangePage } from '../domain/change/change-feed.ts'
import { glnOfMailboxId } from '../domain/mailbox/mailbox.ts'
import { matches, parseMessageType } from '../domain/message-type/message-type.ts'
import type { WebhookFilter } from '../domain/webhook/webhook.ts'
import type { Tables } from '../store/tables.ts'
import { typesAround, type UnitAt, unitsBelow } from '../store/webhooks/places.ts'

/** What changes are looked at with. */
export interface Lookout {
  readonly db: Kysely<Tables>
  readonly feed: Pick<ChangeFeed, 'carriers'>
  /** Names of the sources that the subscriber may see. */
  readonly sources: readonly string[]
}

/**
 * The changes of a page that a webhook wants.
 *
 * A change is of a place where its unit, or a unit that carries its mailbox, is that place or below it, at the revision of the
 * change or at the one before. It is about a message type where its mailbox receives it, or a mailbox that its unit carries or
 * inherits, at either. Changes of clusters are of no place and about no message type.
 */
export async function wantedOf(
  page: ChangePage,
  filter: WebhookFilter,
  lookout: Lookout,
): Promise<readonly Change[]> {
  const isPlaced = filter.organisations.length > 0 || filter.under.length > 0
  const placed = isPlaced ? await placedIn(page, filter, lookout) : page.changes
  return filter.messageTypes.length > 0 ? aboutTypes(placed, filter.messageTypes, lookout) : placed
}

async function placedIn(
  page: ChangePage,
  { organisations, under }: WebhookFilter,
  { db, feed, sources }: Lookout,
): Promise<readonly Change[]> {
  const carriers = await feed.carriers(page)
  const named = new Set([...organisations, ...under])
  const unitsOf = (change: Change): readonly string[] =>
    change.subjectType === 'Organisation' ? [change.subjectId] : (carriers.get(change) ?? [])
  const units = distinctUnits(
    page.changes.flatMap((change) => unitsOf(change).map((id) => unitAt(id, change))),
  )
  const below =
    under.length > 0 ? await unitsBelow(db, units, { under, sources }) : new Set<number>()
  const found = new Set(units.filter((_unit, place) => below.has(place)).map(keyOf))
  return page.changes.filter((change) =>
    unitsOf(change).some((id) => named.has(id) || found.has(keyOf(unitAt(id, change)))),
  )
}

async function aboutTypes(
  changes: readonly Change[],
  wanted: readonly string[],
  { db, sources }: Lookout,
): Promise<readonly Change[]> {
  const ofUnits = changes.filter(({ subjectType }) => subjectType === 'Organisation')
  const ofBoxes = changes.flatMap((change) => {
    const gln = change.subjectType === 'Endpoint' ? glnOfMailboxId(change.subjectId) : null
    return gln === null ? [] : [{ change, gln }]
  })
  const about = {
    units: ofUnits.map((change) => unitAt(change.subjectId, change)),
    glns: ofBoxes.map(({ change, gln }) => ({ gln, ...whenOf(change) })),
  }
  const types = await typesAround(db, about, sources)
  const asked = wanted.map(parseMessageType)
  const isWanted = (place: number): boolean =>
    (types.get(place) ?? []).some((raw) =>
      asked.some((type) => matches(type, parseMessageType(raw))),
    )
  const subjects = [...ofUnits, ...ofBoxes.map(({ change }) => change)]
  const found = new Set(subjects.filter((_change, place) => isWanted(place)))
  return changes.filter((change) => found.has(change))
}

const whenOf = ({ revision, recordedAt }: Change) => ({ revision, day: recordedAt.slice(0, 10) })

const unitAt = (sorId: string, change: Change): UnitAt => ({ sorId, ...whenOf(change) })

const keyOf = ({ sorId, revision }: UnitAt): string => `${sorId} ${revision}`

const distinctUnits = (units: readonly UnitAt[]): readonly UnitAt[] => [
  ...new Map(units.map((unit) => [keyOf(unit), unit])).values(),
]
