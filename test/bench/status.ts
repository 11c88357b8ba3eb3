import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, startHelper, stop } from './program.ts'
import { figure, table } from './table.ts'

const ROUNDS = 150
/** So that each page meets several readings of the snapshot. */
const PAUSE_MS = 50

const PAGES = [
  ['front page', '/status', null],
  ['front page, made for an operator', '/status', 'operator'],
  ['page of a service', '/status/service/service-7', null],
  ['history of a month', `/status/history/${new Date().toISOString().slice(0, 7)}`, null],
  ['JSON', '/status.json', null],
  ['badge', '/status/badge/service-7.svg', null],
] as const

interface Ready {
  readonly url: string
  readonly firstMs: number
  readonly againMs: number
}

/** How long the status page keeps one waiting for its first byte, with 2,000 targets and a year of days. */
export async function statusTable(): Promise<string> {
  const child = startHelper('./status-child.ts')
  try {
    const { url, firstMs, againMs } = await ask<Ready>(child, {})
    const rows: (readonly string[])[] = []
    for (const [name, path, caller] of PAGES) {
      const headers = {
        'accept-encoding': 'br',
        ...(caller && { authorization: `Bearer ${caller}` }),
      }
      rows.push([name, ...(await waits(new URL(path, url), headers))])
    }
    const read = `a snapshot is read in ${figure(firstMs)} ms the first time, in ${figure(againMs)} ms then, every 5 s`
    return `${table(['status, 2,000 targets, 366 days', 'bytes', 'p50 ms', 'p99 ms', 'longest ms'], rows)}\n\n${read}`
  } finally {
    await stop(child)
  }
}

async function waits(
  url: URL,
  headers: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const took: number[] = []
  let bytes = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = await firstByte(url, headers)
    took.push(answer.ms)
    bytes = answer.bytes
    await sleep(PAUSE_MS)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(ROUNDS - 1, Math.floor(ROUNDS * share))] ?? 0
  return [bytes, at(0.5), at(0.99), at(1)].map(figure)
}

/** From the request, over a connection of its own, to the first byte of the answer. */
const firstByte = (url: URL, headers: Readonly<Record<string, string>>) =>
  new Promise<{ readonly ms: number; readonly bytes: number }>((resolve, reject) => {
    const begun = performance.now()
    get(url, { headers, agent: false }, (response) => {
      let ms = 0
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) ms = performance.now() - begun
        bytes += chunk.length
      })
      response.once('end', () =>
        response.statusCode === 200
          ? resolve({ ms, bytes })
          : reject(new Error(`${url} answered ${response.statusCode}`)),
      )
    }).once('error', reject)
  })
