import { isDeepStrictEqual } from 'node:util'
import type { EndpointReference } from '../../../nsp/nas/endpoint-reference.ts'
import { CPR_ID_TYPE } from '../../../nsp/nas/names.ts'
import type { Notified } from '../../../nsp/nas/notification.ts'
import { type NotificationService, notificationService } from '../../../nsp/nas/requests.ts'
import type { Platform } from '../../../nsp/platform/platform.ts'
import { DgwsFault, SoapFault } from '../../../nsp/soap/errors.ts'
import type { ChangePlace, ChangeSource, Notification } from '../../domain/change.ts'

/** What notifications are wanted, and under which name. */
export interface NasOptions {
  readonly platform: Platform
  /** Where the address of the pull point is kept, so that a restart goes on with what has gathered. */
  readonly place: ChangePlace
  readonly topics: readonly string[]
  /** Of the list of citizens; another for each hub that pulls under one company number. */
  readonly listName: string
}

/** Of one answer. */
const MOST_AT_ONCE = 200
const DESCRIPTION = 'Citizens whose records are followed'

/**
 * Changes as NAS2 tells them: a list of the citizens who are followed, one pull point, and one subscription for each topic.
 *
 * @see NAS2: order is id list, pull point, subscription; pull at least every 5 minutes
 */
export function nasChanges({ platform, place, topics, listName }: NasOptions): ChangeSource {
  const service = notificationService(platform)
  let watched: readonly string[] | null = null
  let point: EndpointReference | null = null
  const keepList = async (citizens: readonly string[], signal: AbortSignal): Promise<void> => {
    const ids = [...citizens].sort()
    if (isDeepStrictEqual(ids, watched)) return
    await service.keepIdList({ name: listName, description: DESCRIPTION, ids }, signal)
    watched = ids
  }
  const open = async (signal: AbortSignal): Promise<EndpointReference> => {
    const made = await service.createPullPoint(signal)
    for (const topic of topics) {
      await service.subscribe({ pullPoint: made, topic, idList: listName }, signal)
    }
    await place.write(JSON.stringify(made))
    return made
  }
  const begin = async (signal: AbortSignal): Promise<EndpointReference> => {
    point ??= referenceFrom(await place.read()) ?? (await open(signal))
    return point
  }
  return {
    watch: async (citizens, signal) => {
      await keepList(citizens, signal)
      await begin(signal)
    },
    pull: async (signal) => {
      const pullPoint = await begin(signal)
      try {
        return await everything(service, pullPoint, signal)
      } catch (error) {
        // It is gone with whoever kept it, list and all: made anew the next time.
        if (isUnknown(error)) {
          point = null
          watched = null
          await place.write('')
        }
        throw error
      }
    },
  }
}

async function everything(
  service: NotificationService,
  pullPoint: EndpointReference,
  signal: AbortSignal,
): Promise<readonly Notification[]> {
  const all: Notification[] = []
  for (;;) {
    const some = await service.getMessages({ pullPoint, most: MOST_AT_ONCE }, signal)
    all.push(...some.filter(isAboutPerson).map(toNotification))
    if (some.length < MOST_AT_ONCE) return all
  }
}

const isAboutPerson = ({ idType }: Notified): boolean =>
  idType === CPR_ID_TYPE || idType.toLowerCase() === 'cpr'

const toNotification = ({ id, topic, date }: Notified): Notification => ({
  ...{ cpr: id, source: topic, changedOn: date },
})

const isUnknown = (error: unknown): boolean =>
  (error instanceof DgwsFault || error instanceof SoapFault) &&
  error.hasDetail('ResourceUnknownFault')

function referenceFrom(text: string | null): EndpointReference | null {
  if (text === null || text === '') return null
  const { address, parameter } = JSON.parse(text) as EndpointReference
  return { address, parameter }
}
