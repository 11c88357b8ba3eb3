import { namesIn } from '../../xml/element.ts'

/** Namespaces of the messages of the STS, beside those that all services share. */
export const STS_NS = {
  /** Of the call that signs an id card. */
  wst: 'http://schemas.xmlsoap.org/ws/2005/02/trust',
  /** Of every exchange. */
  wst13: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  wst14: 'http://docs.oasis-open.org/ws-sx/ws-trust/200802',
  wsp: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  wsa04: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  auth: 'http://docs.oasis-open.org/wsfed/authorization/200706',
} as const

/** Names of WS-Trust of February 2005. */
export const wst = namesIn(STS_NS.wst)
/** Names of WS-Trust 1.3. */
export const wst13 = namesIn(STS_NS.wst13)
/** Names of WS-Trust 1.4. */
export const wst14 = namesIn(STS_NS.wst14)
/** Names of WS-Policy. */
export const wsp = namesIn(STS_NS.wsp)
/** Names of WS-Addressing of 2004. */
export const wsa04 = namesIn(STS_NS.wsa04)
/** Names of the claims that a request states. */
export const auth = namesIn(STS_NS.auth)
/** Names of SAML 2.0 assertions. */
export const saml = namesIn('urn:oasis:names:tc:SAML:2.0:assertion')

/** SOAPAction of the call that signs an id card, as the libraries of the platform send it; it has no wsa:Action. */
export const ID_CARD_ACTION = 'http://sosi.org/webservices/sts/1.0/stsService/RequestSecurityToken'
/** SOAPAction that other clients send to every path of the STS, whatever their wsa:Action says. */
export const HTTP_ACTION_ALIAS = 'Issue'
/** wsa:Action of every exchange. */
export const EXCHANGE_ACTION = `${STS_NS.wst13}/RST/Issue`
/** wsa:Action of what an exchange is answered with. */
export const EXCHANGE_ANSWER_ACTION = `${STS_NS.wst13}/RSTRC/IssueFinal`
/** Token type of an id card, with the colon that clients of the platform write. */
export const ID_CARD_TOKEN_TYPE = 'urn:oasis:names:tc:SAML:2.0:assertion:'
/** Token type of every exchange. */
export const EXCHANGE_TOKEN_TYPE =
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0'
/** ValueType of a JWT in a BinarySecurityToken. */
export const JWT_VALUE_TYPE = 'urn:ietf:params:oauth:token-type:jwt'
/** Dialect of the claims. */
export const CLAIM_DIALECT = `${STS_NS.auth}/authclaims`
/** Context that ties the answer of the id card call to its request. */
export const ID_CARD_CONTEXT = 'www.sosi.dk'

/** `wsu:Id` of the parts of an exchange that its signature has to cover. */
export const SIGNED_PARTS = {
  action: 'action',
  messageId: 'messageID',
  timestamp: 'ts',
  body: 'body',
} as const
