import type { WsdlProbe } from '../../domain/probe.ts'
import { exchange } from './exchange.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import { checkStatus, seenOf } from './http.ts'
import type { ProbeSurroundings } from './surroundings.ts'
import { elementsOf } from './xml-of.ts'

const WSDL = 'http://schemas.xmlsoap.org/wsdl/'

/** Reads a service's description, and looks for the service in it. */
export async function probeWsdl(probe: WsdlProbe, around: ProbeSurroundings): Promise<Finding> {
  const answer = await exchange({ url: probe.url }, around)
  checkStatus(answer)
  const elements = elementsOf(answer.body)
  if (elements?.[0]?.element !== `{${WSDL}}definitions`) {
    throw new ProbeFailure('NOT_WSDL', 'Its answer is no WSDL', seenOf(answer))
  }
  const services = elements.filter(({ element }) => element === `{${WSDL}}service`)
  if (probe.service !== null && !services.some(({ name }) => name === probe.service)) {
    throw new ProbeFailure('NOT_WSDL', `It describes no service "${probe.service}"`, seenOf(answer))
  }
  return found(seenOf(answer))
}
