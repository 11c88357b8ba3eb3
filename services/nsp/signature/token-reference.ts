import { NS } from '../soap/namespaces.ts'
import { type XmlText, xml } from '../xml/template.ts'

const PROFILE = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1'

/** Namespace of WS-Security 1.1. */
export const WSSE11 = 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd'

/** What a SAML 2.0 assertion is called as a kind of token. */
export const SAML_TOKEN = `${PROFILE}#SAMLV2.0`

/** What the id of a SAML 2.0 assertion is called as a kind of key identifier. */
export const SAML_ID = `${PROFILE}#SAMLID`

/**
 * Writes a `wsse:SecurityTokenReference` to a SAML assertion.
 *
 * @param id of the assertion
 * @param ownId `wsu:Id` of the reference itself, where a signature covers it
 */
export const tokenReference = (id: string, ownId?: string): XmlText =>
  xml`<wsse:SecurityTokenReference xmlns:wsse="${NS.wsse}" xmlns:wsse11="${WSSE11}"${
    ownId === undefined ? null : xml` xmlns:wsu="${NS.wsu}" wsu:Id="${ownId}"`
  } wsse11:TokenType="${SAML_TOKEN}"><wsse:KeyIdentifier ValueType="${SAML_ID}">${id}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`
