// Plain JavaScript for whatever Node the machine has: brings the dependencies up to the lockfile, then hands over to
// the Node that they pin, and stays in between only to pass on signals and the exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { InstallFailed, install } from './launch/install.mjs'
import { NodeMissing, runtime } from './launch/runtime.mjs'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const PARENT_CHECK_MS = 500

/** @param {string[]} args the TypeScript file and its own arguments */
async function launch(args) {
  await install()
  const child = spawn(runtime(), args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) stopWithParent(() => child.kill('SIGTERM'))
  child.once('error', (error) => fail(`Cannot start Node "${runtime()}": ${error.message}`))
  child.once('exit', (code, signal) => {
    // At once: while Node takes itself apart, a signal that comes a second time would kill it.
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0))
  })
}

/** A killed npm sends no signal; its child is handed to another parent instead. */
function stopWithParent(stop) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, PARENT_CHECK_MS)
  timer.unref()
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

try {
  await launch(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof InstallFailed || error instanceof NodeMissing)) throw error
  fail(error.message)
}
