import {
  type EndpointReference,
  writeEndpointReference,
} from '../../../nsp/nas/endpoint-reference.ts'
import { idList, NAS_ACTIONS, NAS_NS, wsnt } from '../../../nsp/nas/names.ts'
import { readNotifications, writeMessages } from '../../../nsp/nas/notification.ts'
import { readSubscription } from '../../../nsp/nas/requests.ts'
import { NS } from '../../../nsp/soap/namespaces.ts'
import { child, children, elementsOf, isNamed, needed, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import type { Notifications, PullPoint } from './notifications.ts'

/** By which the sandbox knows its pull points and subscriptions; invented, as their addresses are not published. */
const RESOURCE = { ns: 'urn:sandbox:nas2', name: 'ResourceId' }

const PATHS = {
  broker: '/nas2/notificationbroker',
  manager: '/nas2/subscriptionmanager',
  factory: '/nas2/pullpointfactory',
  point: '/nas2/pullpoint',
  list: '/nas2/idlist',
} as const

/** At most so many messages are given at one time, whatever is asked for. */
const MOST_MESSAGES = 500

/**
 * The notification service NAS2. Requests, answers and actions are from its WSDLs; the form of its addresses is invented. A sender has to show
 * an id card too, as has been announced.
 */
export const nasServices = (notifications: Notifications): readonly SoapServicePlan[] => [
  plan('nas-id-list', PATHS.list, [createIdList(notifications), destroyIdList(notifications)]),
  plan('nas-pull-point-factory', PATHS.factory, [createPullPoint(notifications)]),
  plan('nas-broker', PATHS.broker, [
    notify(notifications),
    subscribe(notifications),
    unsubscribe(notifications),
  ]),
  plan('nas-subscription-manager', PATHS.manager, [unsubscribe(notifications)]),
  plan('nas-pull-point', PATHS.point, [
    getMessages(notifications),
    destroyPullPoint(notifications),
  ]),
]

const plan = (
  name: SoapServicePlan['name'],
  path: string,
  operations: readonly SoapOperation[],
): SoapServicePlan => ({
  ...{ name, path, operations, identifier: null, versions: ['1.1'], security: 'system-or-user' },
  ...{ needsHsuid: false },
})

const createIdList = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.createIdList,
  request: idList('CreateIDListRequest'),
  answer: ({ body, caller }) => {
    const ids = children(body, idList('Id')).map((id) => textOf(id) ?? '')
    const isKnown = notifications.keepList(ownerOf(caller), textIn(body, 'Name'), ids)
    return {
      body: xml`<i:CreateIDListResponse xmlns:i="${NAS_NS.idList}"><i:ExistingListUpdated>${isKnown}</i:ExistingListUpdated></i:CreateIDListResponse>`,
    }
  },
})

const destroyIdList = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.destroyIdList,
  request: idList('DestroyIDListRequest'),
  answer: ({ body, caller }) => {
    const wasNone = notifications.dropList(ownerOf(caller), textIn(body, 'Name'))
    return {
      body: xml`<i:DestroyIDListResponse xmlns:i="${NAS_NS.idList}"><i:NoSuchList>${wasNone}</i:NoSuchList></i:DestroyIDListResponse>`,
    }
  },
})

const createPullPoint = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.createPullPoint,
  request: wsnt('CreatePullPoint'),
  answer: ({ caller, base }) => {
    const id = notifications.createPoint(ownerOf(caller))
    const at = writeEndpointReference(referenceTo(base, PATHS.point, id))
    return {
      body: answerOf('CreatePullPointResponse', xml`<wsnt:PullPoint>${at}</wsnt:PullPoint>`),
    }
  },
})

const subscribe = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.subscribe,
  request: wsnt('Subscribe'),
  answer: ({ body, caller, base, now }) => {
    const { pullPoint, topic, idList: list } = readSubscription(body)
    const owner = ownerOf(caller)
    const point = pullPoint.parameter?.value ?? ''
    if (!notifications.hasTopic(topic)) throw refused('InvalidTopicExpressionFault')
    if (!notifications.hasList(owner, list)) throw refused('InvalidFilterFault')
    if (!notifications.pointOf(owner, point)) throw refused('SubscribeCreationFailedFault')
    const id = notifications.subscribe({ owner, topic, list, point })
    const at = writeEndpointReference(referenceTo(base, PATHS.manager, id))
    return {
      body: answerOf(
        'SubscribeResponse',
        xml`<wsnt:SubscriptionReference>${at}</wsnt:SubscriptionReference><wsnt:CurrentTime>${now.toISOString()}</wsnt:CurrentTime>`,
      ),
    }
  },
})

const unsubscribe = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.unsubscribe,
  request: wsnt('Unsubscribe'),
  answer: (call) => {
    const isGone = notifications.unsubscribe(ownerOf(call.caller), resourceOf(call))
    if (!isGone) throw refused('ResourceUnknownFault')
    return { body: answerOf('UnsubscribeResponse', null) }
  },
})

const notify = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.notify,
  request: wsnt('Notify'),
  answer: ({ body }) => {
    const all = readNotifications(body)
    if (all.some(({ topic }) => !notifications.hasTopic(topic))) {
      throw refused('InvalidTopicExpressionFault')
    }
    for (const one of all) notifications.publish(one)
    return { body: answerOf('NotifyResponse', null) }
  },
})

const getMessages = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.getMessages,
  request: wsnt('GetMessages'),
  answer: (call) => {
    const asked = Number(textOf(child(call.body, wsnt('MaximumNumber'))) ?? MOST_MESSAGES)
    if (!Number.isSafeInteger(asked) || asked < 0) throw refused('UnableToGetMessagesFault')
    const { queue } = pointOf(notifications, call)
    return { body: writeMessages(queue.splice(0, Math.min(asked, MOST_MESSAGES))) }
  },
})

const destroyPullPoint = (notifications: Notifications): SoapOperation => ({
  action: NAS_ACTIONS.destroyPullPoint,
  request: wsnt('DestroyPullPoint'),
  answer: (call) => {
    pointOf(notifications, call)
    notifications.dropPoint(resourceOf(call))
    return { body: answerOf('DestroyPullPointResponse', null) }
  },
})

function pointOf(notifications: Notifications, call: ReceivedCall): PullPoint {
  const point = notifications.pointOf(ownerOf(call.caller), resourceOf(call))
  if (!point) throw refused('ResourceUnknownFault')
  return point
}

function resourceOf({ envelope }: ReceivedCall): string {
  const header = elementsOf(envelope).find(({ localName }) => localName === 'Header')
  const named = header && elementsOf(header).find((one) => isNamed(one, RESOURCE))
  return textOf(named ?? null) ?? ''
}

// The fault messages of the WSDLs stand beside the code that all services share.
function refused(name: string): FaultAnswer {
  const ns = name === 'ResourceUnknownFault' ? NAS_NS.wsrf : NAS_NS.wsnt
  return new FaultAnswer('processing_problem', name, { detail: xml`<f:${name} xmlns:f="${ns}"/>` })
}

const ownerOf = (caller: ReceivedCall['caller']): string => caller?.cvr ?? ''

const textIn = (body: XmlElement, name: string): string => textOf(needed(body, idList(name))) ?? ''

const referenceTo = (base: URL, path: string, id: string): EndpointReference => ({
  address: new URL(path, base).href,
  parameter: { ...RESOURCE, value: id },
})

const answerOf = (name: string, content: XmlText | null): XmlText =>
  xml`<wsnt:${name} xmlns:wsnt="${NAS_NS.wsnt}" xmlns:wsa="${NS.wsa}">${content}</wsnt:${name}>`
