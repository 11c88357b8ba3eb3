import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { peakMegabytes } from './process-figures.ts'
import { startProgram, stop } from './program.ts'
import { figure, table } from './table.ts'

interface ExportFigures {
  readonly name: string
  readonly seconds: number
  readonly lines: number
  readonly megabytes: number
  readonly peakMegabytes: number
}

/** What is exported, and by which process. */
interface Exporting {
  readonly url: string
  readonly pid: number
}

const COPY_TIMEOUT_MS = 600_000

/**
 * A whole export, read as fast as it comes, and a second hub that copies it: from the start of its command to the revision
 * that it then holds.
 */
export async function exportTable({ url, pid }: Exporting, folder: string): Promise<string> {
  const address = new URL('/export', url)
  const before = {
    name: 'before',
    seconds: 0,
    lines: 0,
    megabytes: 0,
    peakMegabytes: peakMegabytes(pid),
  }
  const plain = await measureExport('export', address, { pid, encoding: 'identity' })
  const packed = await measureExport('export, gzip', address, { pid, encoding: 'gzip' })
  const copied = await measureFollow(address, folder, plain.lines)
  return table(
    ['copy', 'seconds', 'lines/s', 'MB', 'peak MB'],
    [before, plain, { ...packed, lines: plain.lines }, copied].map((row) => [
      row.name,
      row.seconds === 0 ? '' : row.seconds.toFixed(2),
      row.seconds === 0 ? '' : figure(row.lines / row.seconds),
      row.megabytes === 0 ? '' : figure(row.megabytes),
      figure(row.peakMegabytes),
    ]),
  )
}

async function measureExport(
  name: string,
  address: URL,
  { pid, encoding }: { readonly pid: number; readonly encoding: string },
): Promise<ExportFigures> {
  const begun = performance.now()
  const { bytes, lines } = await new Promise<{ bytes: number; lines: number }>(
    (resolve, reject) => {
      get(address, { headers: { 'accept-encoding': encoding } }, (response) => {
        let [bytes, lines] = [0, 0]
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
        })
        response.once('end', () => resolve({ bytes, lines })).once('error', reject)
      }).once('error', reject)
    },
  )
  const seconds = (performance.now() - begun) / 1000
  return { name, seconds, lines, megabytes: bytes / 1e6, peakMegabytes: peakMegabytes(pid) }
}

async function measureFollow(address: URL, folder: string, lines: number): Promise<ExportFigures> {
  const begun = performance.now()
  const program = startProgram('infra/fundament.ts', ['follow', address.href], {
    FUNDAMENT_DATA_DIR: join(folder, 'copy'),
    PORT: '0',
    LOG_LEVEL: 'info',
  })
  try {
    while (!/"msg":"Copied"/.test(program.output())) {
      if (program.child.exitCode !== null || performance.now() - begun > COPY_TIMEOUT_MS) {
        throw new Error(`Cannot copy "${address}"\n${program.output()}`)
      }
      await sleep(50)
    }
    const seconds = (performance.now() - begun) / 1000
    const peak = peakMegabytes(program.pid)
    return { name: 'follow, from nothing', seconds, lines, megabytes: 0, peakMegabytes: peak }
  } finally {
    await stop(program.child)
  }
}
