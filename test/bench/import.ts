import { once } from 'node:events'
import { peakMegabytes } from './process-figures.ts'
import { startProgram } from './program.ts'

/** What one import cost, from the start of the command to its end. */
export interface ImportFigures {
  readonly name: string
  readonly units: number
  readonly seconds: number
  readonly peakMegabytes: number
}

const LOOK_MS = 20

/** @throws {Error} with what the command printed, when it does not end with 0 */
export async function measureImport(
  { name, units, file }: { readonly name: string; readonly units: number; readonly file: string },
  dataDir: string,
): Promise<ImportFigures> {
  const begun = performance.now()
  const program = startProgram('infra/fundament.ts', ['import', file], {
    FUNDAMENT_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  })
  let peak = 0
  const looking = setInterval(() => {
    peak = Math.max(peak, peakMegabytes(program.pid))
  }, LOOK_MS)
  const [code] = await once(program.child, 'close')
  clearInterval(looking)
  const seconds = (performance.now() - begun) / 1000
  if (code !== 0) throw new Error(`Cannot import "${file}": exit ${code}\n${program.output()}`)
  return { name, units, seconds, peakMegabytes: peak }
}
