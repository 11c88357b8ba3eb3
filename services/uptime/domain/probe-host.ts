import type { Probe } from './probe.ts'

/** The host that a probe knocks on, in lower case; whatever port it is on, it is one machine. */
export function hostOf(probe: Probe): string {
  switch (probe.kind) {
    case 'tcp':
    case 'tls':
    case 'dns':
      return probe.host.toLowerCase()
    default:
      return new URL(probe.url).hostname.toLowerCase()
  }
}
