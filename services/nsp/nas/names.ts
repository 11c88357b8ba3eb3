import { NS } from '../soap/namespaces.ts'
import { namesIn } from '../xml/element.ts'

/** Namespaces of the notification service. */
export const NAS_NS = {
  wsnt: 'http://docs.oasis-open.org/wsn/b-2',
  wsrf: 'http://docs.oasis-open.org/wsrf/r-2',
  idList: 'http://www.nsi.dk/2012/12/nas/idlist',
  advis: 'http://nsi.dk/advis/v10',
} as const

/** Names of WS-BaseNotification 1.3. */
export const wsnt = namesIn(NAS_NS.wsnt)
/** Names of NAS2's id lists. */
export const idList = namesIn(NAS_NS.idList)
/** Names of what wraps a notification, and of the filters. */
export const advis = namesIn(NAS_NS.advis)
/** Names of the addresses that the service gives. */
export const wsa = namesIn(NS.wsa)

const BW2 = 'http://docs.oasis-open.org/wsn/bw-2'

/** What each operation is called by, as the WSDLs have it. */
export const NAS_ACTIONS = {
  notify: `${BW2}/NotificationConsumer/Notify`,
  subscribe: `${BW2}/NotificationProducer/SubscribeRequest`,
  unsubscribe: `${BW2}/SubscriptionManager/UnsubscribeRequest`,
  createPullPoint: `${BW2}/CreatePullPoint/CreatePullPointRequest`,
  getMessages: `${BW2}/PullPoint/GetMessagesRequest`,
  destroyPullPoint: `${BW2}/PullPoint/DestroyPullPointRequest`,
  createIdList: 'http://www.nsi.dk/nas/idlist#CreateIDList',
  destroyIdList: 'http://www.nsi.dk/nas/idlist#DestroyIDList',
} as const

/** A topic is named by its whole text. */
export const SIMPLE_DIALECT = 'http://docs.oasis-open.org/wsn/t-1/TopicExpression/Simple'

/** The kind of id that a person number is. */
export const CPR_ID_TYPE = 'http://nsi.dk/advis/v10/CPR'
