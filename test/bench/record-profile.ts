import { once } from 'node:events'
import type { Profiler } from 'node:inspector'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordHub } from './record-hub.ts'

/** What processor time goes into, by the file of the function that has it; the first that fits counts. */
const KINDS: readonly (readonly [kind: string, fits: RegExp])[] = [
  ['signatures', /internal\/crypto|xml-crypto|services\/nsp\/signature|\/jose\//],
  ['XML', /saxes|xmlchars|xmldom|services\/nsp\/(xml|soap)\//],
  ['GraphQL', /graphql|pothos|\/gateway\//],
  ['HTTP', /node:(_?http|net|internal\/(http|stream)|_?stream|events)|express|undici/],
  ['database', /kysely|\/pg[-/]|services\/directory/],
  ['the sandbox itself', /services\/sandbox\//],
  ['record and platform', /services\/(record|nsp)\//],
]

const NATIVE: ReadonlyMap<string, string> = new Map([
  ['(idle)', 'idle'],
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'native code'],
])

/** Processor time by kind, in milliseconds, that the hub's own thread has while the work goes on. */
export async function profiled(
  { pid, output }: Pick<RecordHub, 'pid' | 'output'>,
  work: () => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  process.kill(pid, 'SIGUSR1')
  const socket = new WebSocket(await addressIn(output))
  await once(socket, 'open')
  const debug = debuggerOver(socket)
  try {
    await debug('Profiler.enable')
    await debug('Profiler.start')
    await work()
    const { profile } = (await debug('Profiler.stop')) as Profiler.StopReturnType
    return byKind(profile)
  } finally {
    socket.close()
  }
}

async function addressIn(output: () => string): Promise<string> {
  for (;;) {
    const [, address] = /Debugger listening on (ws:\S+)/.exec(output()) ?? []
    if (address !== undefined) return address
    await sleep(20)
  }
}

type Debug = (method: string) => Promise<unknown>

function debuggerOver(socket: WebSocket): Debug {
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown }
    waiting.get(id)?.(result)
  })
  let last = 0
  return (method) => {
    const answered = Promise.withResolvers<unknown>()
    last += 1
    waiting.set(last, answered.resolve)
    socket.send(JSON.stringify({ id: last, method }))
    return answered.promise
  }
}

function byKind({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const kinds = kindsOf(nodes)
  const spent = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const kind = kinds.get(id) ?? 'other'
    spent.set(kind, (spent.get(kind) ?? 0) + (timeDeltas[index] ?? 0) / 1_000)
  }
  return spent
}

/** A function without a file is native: it belongs to the one that calls it. */
function kindsOf(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, string> {
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const kindOf = (node: Profiler.ProfileNode): string => {
    const { functionName, url } = node.callFrame
    const native = NATIVE.get(functionName)
    if (native) return native
    const caller = byId.get(callers.get(node.id) ?? 0)
    if (url === '') return caller ? kindOf(caller) : 'other'
    return KINDS.find(([, fits]) => fits.test(url))?.[0] ?? 'other'
  }
  return new Map(nodes.map((node) => [node.id, kindOf(node)]))
}
