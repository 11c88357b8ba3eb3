import type { SoapProbe } from '../../domain/probe.ts'
import { exchange } from './exchange.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import { checkStatus, seenOf } from './http.ts'
import type { ProbeSurroundings } from './surroundings.ts'
import { elementsOf } from './xml-of.ts'

const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const

/** Calls an operation that takes nothing, such as `isAlive`; a fault is a failure, with whatever status it comes. */
export async function probeSoap(probe: SoapProbe, around: ProbeSurroundings): Promise<Finding> {
  const envelope = ENVELOPES[probe.soapVersion]
  const headers =
    probe.soapVersion === '1.1'
      ? { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${probe.action}"` }
      : { 'content-type': `application/soap+xml; charset=utf-8; action="${probe.action}"` }
  const body = requestText(probe, around.now())
  const answer = await exchange({ url: probe.url, method: 'POST', headers, body }, around)
  const elements = elementsOf(answer.body)
  if (elements?.some(({ element }) => element === `{${envelope}}Fault`)) {
    throw new ProbeFailure('SOAP_FAULT', 'It answered a fault', seenOf(answer))
  }
  checkStatus(answer)
  if (elements?.[0]?.element !== `{${envelope}}Envelope`) {
    throw new ProbeFailure('NOT_SOAP', 'Its answer is no envelope', seenOf(answer))
  }
  return found(seenOf(answer))
}

function requestText({ soapVersion, element, dgws }: SoapProbe, now: Date): string {
  const [, namespace = '', name = ''] = /^\{([^}]*)\}(.+)$/.exec(element) ?? []
  return `<soap:Envelope xmlns:soap="${ENVELOPES[soapVersion]}"><soap:Header>${
    dgws ? dgwsHeader(now) : ''
  }</soap:Header><soap:Body><${name} xmlns="${attribute(namespace)}"/></soap:Body></soap:Envelope>`
}

/** @see DGWS 1.0.1, the header of a request on security level 1 */
const dgwsHeader = (now: Date): string =>
  `<wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"><wsu:Timestamp><wsu:Created>${now
    .toISOString()
    .replace(
      /\.\d+/,
      '',
    )}</wsu:Created></wsu:Timestamp></wsse:Security><medcom:Header xmlns:medcom="http://www.medcom.dk/dgws/2006/04/dgws-1.0.xsd"><medcom:SecurityLevel>1</medcom:SecurityLevel><medcom:Linking><medcom:MessageID>${crypto.randomUUID()}</medcom:MessageID></medcom:Linking></medcom:Header>`

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
