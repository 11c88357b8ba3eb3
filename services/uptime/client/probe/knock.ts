import type { Probe } from '../../domain/probe.ts'
import { probeDns } from './dns.ts'
import { probeFhir } from './fhir.ts'
import { type Finding, failed, ProbeFailure } from './finding.ts'
import { probeGraphql } from './graphql.ts'
import { probeHttp } from './http.ts'
import { probeLdap } from './ldap.ts'
import { networkFailure } from './network-failure.ts'
import { probeSoap } from './soap.ts'
import type { ProbeSurroundings } from './surroundings.ts'
import { probeTcp } from './tcp.ts'
import { probeTls } from './tls.ts'
import { probeWsdl } from './wsdl.ts'

/**
 * Knocks once. It never throws for what it finds, and is over when its own time is, or when `signal` aborts.
 *
 * @throws the reason of `signal` where that ended it: then nothing was found
 */
export async function knock(probe: Probe, around: ProbeSurroundings): Promise<Finding> {
  const over = AbortSignal.timeout(probe.timeoutMs)
  const signal = AbortSignal.any([around.signal, over])
  try {
    return judgedBySpeed(await ask(probe, { ...around, signal }), probe)
  } catch (error) {
    around.signal.throwIfAborted()
    return failed(error instanceof ProbeFailure ? error : networkFailure(error, signal))
  }
}

function ask(probe: Probe, around: ProbeSurroundings): Promise<Finding> {
  switch (probe.kind) {
    case 'http':
      return probeHttp(probe, around)
    case 'fhir':
      return probeFhir(probe, around)
    case 'soap':
      return probeSoap(probe, around)
    case 'wsdl':
      return probeWsdl(probe, around)
    case 'graphql':
      return probeGraphql(probe, around)
    case 'ldap':
      return probeLdap(probe, around)
    case 'tcp':
      return probeTcp(probe, around)
    case 'tls':
      return probeTls(probe, around)
    case 'dns':
      return probeDns(probe, around)
  }
}

function judgedBySpeed(finding: Finding, { degradedAboveMs }: Probe): Finding {
  const { verdict, latencyMs } = finding
  if (verdict !== 'UP' || degradedAboveMs === null || latencyMs === null) return finding
  if (latencyMs <= degradedAboveMs) return finding
  const detail = `It took ${Math.round(latencyMs)} ms, more than ${degradedAboveMs}`
  return { ...finding, verdict: 'DEGRADED', reason: 'SLOW', detail }
}
