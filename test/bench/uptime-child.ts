import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { networkList } from '../../services/kit/http/inside-address.ts'
import { startVendors } from '../../services/sandbox/upstream/vendor/vendors.ts'
import { knock } from '../../services/uptime/client/probe/knock.ts'
import type { Probe } from '../../services/uptime/domain/probe.ts'
import { httpProbe } from '../../services/uptime/test/fictional.ts'
import type { Knocked } from './uptime.ts'

const HOSTS = 50
const TIMES = 300
const timing = { everyMs: 60_000, timeoutMs: 5_000, degradedAboveMs: null }

/** What the sandbox plays, as the thread that knocks is told of it. */
interface Played {
  readonly urls: Awaited<ReturnType<typeof startVendors>>['urls']
  readonly authority: string
}

const hostOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })

const probesOf = ({ urls }: Played): Readonly<Record<string, Probe>> => ({
  http: { ...httpProbe(timing), url: urls.up },
  'https, handshake included': { ...httpProbe(timing), url: urls.secure },
  fhir: { kind: 'fhir', url: urls.fhir, ...timing },
  soap: {
    ...{ kind: 'soap', url: urls.alive, ...timing, soapVersion: '1.1', action: 'isAlive' },
    ...{ dgws: true, element: '{urn:sandbox:alive}isAlive' },
  },
  wsdl: { kind: 'wsdl', url: urls.wsdl, ...timing, service: 'MailService' },
  graphql: { kind: 'graphql', url: urls.graphql, ...timing },
  tcp: { kind: 'tcp', ...hostOf(urls.up), ...timing },
  tls: { kind: 'tls', ...hostOf(urls.secure), ...timing, daysLeftWanted: 14 },
  dns: { kind: 'dns', host: 'localhost', ...timing },
})

async function costs(played: Played): Promise<Knocked['cost']> {
  const around = {
    ...{ signal: new AbortController().signal, authorities: [played.authority] },
    ...{
      allowed: networkList(['127.0.0.0/8', '::1/128']),
      now: () => new Date(),
      secretOf: () => null,
    },
  }
  const cost: Record<string, number> = {}
  for (const [kind, probe] of Object.entries(probesOf(played))) {
    for (let warm = 0; warm < 30; warm += 1) await knock(probe, around)
    const before = process.threadCpuUsage()
    for (let each = 0; each < TIMES; each += 1) {
      const { verdict, detail } = await knock(probe, around)
      if (verdict !== 'UP') throw new Error(`Cannot measure ${kind}: ${verdict} ${detail}`)
    }
    const { user, system } = process.threadCpuUsage(before)
    cost[kind] = (user + system) / 1_000 / TIMES
  }
  return cost
}

async function openHost(): Promise<number> {
  const server = createServer((_request, response) => void response.end('well'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

if (isMainThread) {
  process.once('message', async () => {
    const vendors = await startVendors()
    // It knocks in a thread of its own, so that what answers is not counted.
    const knocking = new Worker(fileURLToPath(import.meta.url))
    knocking.postMessage({ urls: vendors.urls, authority: vendors.authority })
    const [cost] = await once(knocking, 'message')
    await knocking.terminate()
    await vendors[Symbol.asyncDispose]()
    const ports = await Promise.all(Array.from({ length: HOSTS }, openHost))
    process.send?.({ ports, cost } satisfies Knocked)
  })
} else {
  parentPort?.once('message', async (played: Played) =>
    parentPort?.postMessage(await costs(played)),
  )
}
