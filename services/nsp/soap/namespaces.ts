import { namesIn } from '../xml/element.ts'

/** Namespaces of the messages that the platform's services share. */
export const NS = {
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wsu: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  medcom: 'http://www.medcom.dk/dgws/2006/04/dgws-1.0.xsd',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  hsuid: 'http://www.nsi.dk/hsuid/2016/08/hsuid-1.1.xsd',
  xop: 'http://www.w3.org/2004/08/xop/include',
} as const

/** Names of WS-Addressing 1.0. */
export const wsa = namesIn(NS.wsa)
/** Names of WS-Security 1.0. */
export const wsse = namesIn(NS.wsse)
/** Names of the utilities of WS-Security 1.0. */
export const wsu = namesIn(NS.wsu)
/** Names of Den Gode Webservice. */
export const medcom = namesIn(NS.medcom)
