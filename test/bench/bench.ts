import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportTable } from './export.ts'
import { feedTable } from './feed.ts'
import { fhirTable } from './fhir.ts'
import { type ImportFigures, measureImport } from './import.ts'
import { ldapTable } from './ldap.ts'
import { type Measured, measure } from './load.ts'
import { type LookUp, lookUps } from './lookups.ts'
import { type BenchOptions, benchOptions } from './options.ts'
import { ask, startHelper, stop } from './program.ts'
import { recordTables } from './record.ts'
import { type RegisterFiles, registerFiles } from './register-files.ts'
import { searchTable } from './search.ts'
import { answerOf, startService } from './service.ts'
import { statusTable } from './status.ts'
import { figure, table } from './table.ts'
import { uptimeTable } from './uptime.ts'

const CONNECTIONS = 16

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

async function bench(options: BenchOptions): Promise<void> {
  print(
    `Node ${process.version}, ${cpus().length} cores shared by service, database and load generator`,
  )
  if (options.sections.includes('status')) print(`\n${await statusTable()}`)
  if (options.sections.includes('uptime')) print(`\n${await uptimeTable()}`)
  if (options.sections.includes('record')) {
    for await (const text of recordTables()) print(`\n${text}`)
  }
  // These need no register.
  if (options.sections.every((section) => ['status', 'uptime', 'record'].includes(section))) return
  for (const size of options.sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'fundament-bench-'))
    try {
      await benchSize(size, options, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function benchSize(
  size: 'sample' | 'large',
  options: BenchOptions,
  folder: string,
): Promise<void> {
  const files = await registerFiles(size, options, folder)
  const dataDir = join(folder, 'data')
  await using service = await startService(dataDir)
  print(
    `\n${size}: ${files.units} units; first answer ${service.startSeconds.toFixed(1)} s after the start\n`,
  )
  print(importTable(await imports(files, dataDir)))
  const { sections, seconds } = options
  if (sections.includes('look-ups')) {
    const rows: LookUpRow[] = []
    for (const lookUp of lookUps(files)) rows.push(await measured(lookUp, { ...service, seconds }))
    print(`\n${lookUpTable(rows)}`)
  }
  if (sections.includes('search')) print(`\n${await searchTable(files, service)}`)
  if (sections.includes('feed')) print(`\n${await feedTable({ ...service, seconds })}`)
  if (sections.includes('export')) print(`\n${await exportTable(service, folder)}`)
  if (sections.includes('ldap')) {
    print(`\n${await ldapTable(files, { ...service, dataDir, seconds })}`)
  }
  if (sections.includes('fhir')) {
    print(`\n${await fhirTable(files, { ...service, seconds, connections: CONNECTIONS })}`)
  }
}

async function imports(files: RegisterFiles, dataDir: string): Promise<readonly ImportFigures[]> {
  const { units, sor, sorNextDay, endpoints } = files
  const figures: ImportFigures[] = []
  for (const [name, file] of [
    ['first import', sor],
    ['identical bytes again', sor],
    ['same rows, new date', sorNextDay],
    ['endpoint Bundle', endpoints],
  ] as const) {
    figures.push(await measureImport({ name, units, file }, dataDir))
  }
  return figures
}

const importTable = (rows: readonly ImportFigures[]): string =>
  table(
    ['import', 'seconds', 'units/s', 'peak MB'],
    rows.map(({ name, units, seconds, peakMegabytes }) => [
      name,
      seconds.toFixed(2),
      name === 'endpoint Bundle' ? '' : figure(units / seconds),
      figure(peakMegabytes),
    ]),
  )

interface LookUpRow {
  readonly name: string
  readonly bytes: number
  readonly service: Measured
  readonly bare: Measured
}

/** The look-up through the gateway, and the same bytes from a bare `node:http` server right after. */
async function measured(
  { name, warmUp, bodies }: LookUp,
  { url, pid, seconds }: { readonly url: string; readonly pid: number; readonly seconds: number },
): Promise<LookUpRow> {
  const answer = await answerOf(url, bodies[0] ?? '')
  const load = { connections: CONNECTIONS, seconds, warmUp, bodies }
  const service = await measure({ ...load, url }, pid)
  const child = startHelper('./bare-child.ts')
  try {
    const { port } = await ask<{ port: number }>(child, { body: answer })
    const bare = await measure({ ...load, url: `http://127.0.0.1:${port}/` }, child.pid ?? 0)
    return { name, bytes: Buffer.byteLength(answer), service, bare }
  } finally {
    await stop(child)
  }
}

const lookUpTable = (rows: readonly LookUpRow[]): string =>
  table(
    ['look-up', 'bytes', 'per second', 'p50 ms', 'p99 ms', 'CPU ms'],
    rows.flatMap(({ name, bytes, service, bare }) => [
      [name, String(bytes), ...figures(service)],
      ['  bare node:http', String(bytes), ...figures(bare)],
      [
        '  ratio',
        '',
        `${figure(service.perSecond / bare.perSecond)}×`,
        `${figure(service.p50Ms / bare.p50Ms)}×`,
        `${figure(service.p99Ms / bare.p99Ms)}×`,
        `${figure(service.cpuMs / bare.cpuMs)}×`,
      ],
    ]),
  )

const figures = ({ perSecond, p50Ms, p99Ms, cpuMs }: Measured): readonly string[] =>
  [perSecond, p50Ms, p99Ms, cpuMs].map(figure)

await bench(benchOptions(process.argv.slice(2)))
