import cliProgress from 'cli-progress'
import type { ImportProgress } from '../services/directory/source/import/plan.ts'

/** Shows how far an import has come, on standard error. */
export interface ProgressView extends Disposable {
  show(progress: ImportProgress): void
}

/** A bar on a terminal, plain lines elsewhere. */
export const progressView = (): ProgressView =>
  process.stderr.isTTY ? progressBar() : progressLines()

function progressBar(): ProgressView {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}% {done}/{all} MB {step}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  })
  let isRunning = false
  return {
    show(progress) {
      if (progress.phase === 'waiting') {
        process.stderr.write(`${words(progress)}\n`)
        return
      }
      const payload = { step: step(progress) }
      if (progress.phase === 'reading') {
        const { bytesRead, bytesTotal } = progress
        const amounts = { ...payload, done: megabytes(bytesRead), all: megabytes(bytesTotal) }
        if (!isRunning) bar.start(bytesTotal, bytesRead, amounts)
        isRunning = true
        bar.update(bytesRead, amounts)
      } else if (isRunning) bar.update(payload)
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}

const LINE_EVERY_MS = 3_000

function progressLines(): ProgressView {
  let lastPhase = ''
  let lastAt = 0
  return {
    show(progress) {
      const now = performance.now()
      if (progress.phase === lastPhase && now - lastAt < LINE_EVERY_MS) return
      lastPhase = progress.phase
      lastAt = now
      process.stderr.write(`${words(progress)}\n`)
    },
    [Symbol.dispose]: () => {},
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

const step = (progress: ImportProgress): string =>
  progress.phase === 'reading' ? progress.file : words(progress)

function words(progress: ImportProgress): string {
  switch (progress.phase) {
    case 'waiting':
      return 'Another import is under way; waiting for it.'
    case 'reading': {
      const { file, bytesRead, bytesTotal, rows } = progress
      return `Reading ${file}: ${megabytes(bytesRead)} of ${megabytes(bytesTotal)} MB, ${rows} rows`
    }
    case 'comparing':
      return `Comparing ${progress.source} with what the register holds`
    case 'recording':
      return 'Recording'
  }
}
