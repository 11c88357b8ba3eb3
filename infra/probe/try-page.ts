import { UpstreamUnreachable } from '../../services/nsp/soap/errors.ts'
import { isNamed } from '../../services/nsp/xml/element.ts'
import { rootOf } from '../../services/nsp/xml/parse.ts'
import { Differs } from './verdict.ts'

const DEFINITIONS = { ns: 'http://schemas.xmlsoap.org/wsdl/', name: 'definitions' }

/**
 * Asks a service for its WSDL, else for its status: for those that have no call that changes nothing.
 *
 * @throws {Differs} where it answers neither
 */
export async function tryPage(url: URL, signal: AbortSignal): Promise<string> {
  const wsdl = await got(`${url.href}?wsdl`, signal)
  if (wsdl.status === 200) {
    if (isNamed(rootOf(wsdl.body), DEFINITIONS)) return 'WSDL'
    throw new Differs('what it answers to ?wsdl is no WSDL')
  }
  const status = await got(`${url.href}/status`, signal)
  if (status.status === 200) return 'status page'
  throw new Differs(`HTTP ${wsdl.status} for ?wsdl, HTTP ${status.status} for /status`)
}

async function got(url: string, signal: AbortSignal) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal })
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw new UpstreamUnreachable('there is no connection', { cause })
  }
}
