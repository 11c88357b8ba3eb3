import type { Platform } from '../platform/platform.ts'
import { at, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import { xml } from '../xml/template.ts'
import {
  type EndpointReference,
  headersTo,
  readEndpointReference,
  writeEndpointReference,
} from './endpoint-reference.ts'
import { CPR_ID_TYPE, idList, NAS_ACTIONS, NAS_NS, SIMPLE_DIALECT, wsnt } from './names.ts'
import { type Notified, readNotifications } from './notification.ts'

/** Notifications, as a system asks for them. */
export interface NotificationService {
  /** Makes or replaces a list of persons, about whom alone notifications come. */
  keepIdList(list: IdList, signal: AbortSignal): Promise<void>
  createPullPoint(signal: AbortSignal): Promise<EndpointReference>
  subscribe(wish: SubscriptionWish, signal: AbortSignal): Promise<void>
  /** Takes what has gathered at a pull point; what it gives it forgets. */
  getMessages(from: PullWish, signal: AbortSignal): Promise<readonly Notified[]>
}

/** @see NAS2, CreateIDList */
export interface IdList {
  readonly name: string
  readonly description: string
  /** Person numbers. */
  readonly ids: readonly string[]
}

/** Which notifications are to gather where. */
export interface SubscriptionWish {
  readonly pullPoint: EndpointReference
  readonly topic: string
  /** Name of an {@link IdList}. */
  readonly idList: string
}

/** From which pull point, and how many at most. */
export interface PullWish {
  readonly pullPoint: EndpointReference
  readonly most: number
}

/**
 * Notifications over the platform, asked for with the system's own id card.
 *
 * @see NAS2: the order is id list, pull point, subscription
 */
export function notificationService(platform: Platform): NotificationService {
  const system = { acting: { kind: 'system' }, regarding: null } as const
  return {
    keepIdList: async ({ name, description, ids }, signal) => {
      const body = xml`<i:CreateIDListRequest xmlns:i="${NAS_NS.idList}"><i:Name>${name}</i:Name><i:Description>${description}</i:Description><i:IDType>${CPR_ID_TYPE}</i:IDType>${ids.map((id) => xml`<i:Id>${id}</i:Id>`)}</i:CreateIDListRequest>`
      const call = { service: 'nas-id-list', action: NAS_ACTIONS.createIdList } as const
      const answer = await platform.call({ ...system, ...call, body, signal })
      needed(answer.body, idList('ExistingListUpdated'))
    },
    createPullPoint: async (signal) => {
      const body = xml`<wsnt:CreatePullPoint xmlns:wsnt="${NAS_NS.wsnt}"/>`
      const call = {
        service: 'nas-pull-point-factory',
        action: NAS_ACTIONS.createPullPoint,
      } as const
      const answer = await platform.call({ ...system, ...call, body, signal })
      return readEndpointReference(needed(answer.body, wsnt('PullPoint')))
    },
    subscribe: async ({ pullPoint, topic, idList: name }, signal) => {
      const body = xml`<wsnt:Subscribe xmlns:wsnt="${NAS_NS.wsnt}"><wsnt:ConsumerReference>${writeEndpointReference(pullPoint)}</wsnt:ConsumerReference><wsnt:Filter><wsnt:TopicExpression Dialect="${SIMPLE_DIALECT}">${topic}</wsnt:TopicExpression><a:IDFilter xmlns:a="${NAS_NS.advis}"><a:IDList name="${name}"/></a:IDFilter></wsnt:Filter></wsnt:Subscribe>`
      const call = { service: 'nas-broker', action: NAS_ACTIONS.subscribe } as const
      const answer = await platform.call({ ...system, ...call, body, signal })
      readEndpointReference(needed(answer.body, wsnt('SubscriptionReference')))
    },
    getMessages: async ({ pullPoint, most }, signal) => {
      const body = xml`<wsnt:GetMessages xmlns:wsnt="${NAS_NS.wsnt}"><wsnt:MaximumNumber>${most}</wsnt:MaximumNumber></wsnt:GetMessages>`
      const call = { service: 'nas-pull-point', action: NAS_ACTIONS.getMessages } as const
      const headers = headersTo(pullPoint)
      const answer = await platform.call({ ...system, ...call, body, headers, signal })
      return readNotifications(answer.body)
    },
  }
}

/** What a Subscribe asks for; read by who plays the service. */
export function readSubscription(body: Parameters<typeof at>[0]): SubscriptionWish {
  const filter = needed(body, wsnt('Filter'))
  const topic = textOf(needed(filter, wsnt('TopicExpression')))
  const name = at(
    filter,
    { ns: NAS_NS.advis, name: 'IDFilter' },
    { ns: NAS_NS.advis, name: 'IDList' },
  )
  const list = name?.getAttribute('name')
  if (!topic || !list) throw new XmlRefused('the filter names no topic, or no list of ids')
  const pullPoint = readEndpointReference(needed(body, wsnt('ConsumerReference')))
  return { pullPoint, topic, idList: list }
}
