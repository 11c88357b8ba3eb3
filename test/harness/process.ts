import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a process ended. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A process of a test, first of a group of its own; killed with the group when disposed. */
export interface TestProcess extends AsyncDisposable {
  readonly pid: number
  readonly ended: Promise<Ending>
  /** Everything it wrote so far, to either output. */
  readonly output: () => string
  readonly signal: (signal: NodeJS.Signals, whom: 'alone' | 'group') => void
  /** Waits for a match in the output; rejects with all of it when the process ends or `withinMs` pass first. */
  readonly waitFor: (pattern: RegExp, withinMs?: number) => Promise<RegExpExecArray>
}

/** Starts a program; `env` is added to ours. */
export function startProcess(
  command: readonly [string, ...string[]],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): TestProcess {
  const [program, ...args] = command
  const child = spawn(program, args, {
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: { ...withoutTestRunner(process.env), ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`Cannot start "${program}"`)
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  }
  const ended = endingOf(child)
  const signal = (name: NodeJS.Signals, whom: 'alone' | 'group') =>
    void process.kill(whom === 'group' ? -pid : pid, name)
  return {
    ...{ pid, ended, signal, output: () => written },
    waitFor: (pattern, withinMs = 15_000) => matchIn(() => written, { pattern, withinMs, child }),
    async [Symbol.asyncDispose]() {
      try {
        signal('SIGKILL', 'group')
      } catch {
        // Nobody of the group is left.
      }
      await ended
    },
  }
}

/**
 * Finds the processes that have to do with a folder: named in their arguments or environment, or working below it.
 * One that is dead and waits for its parent to notice is none.
 */
export async function processesOf(folder: string): Promise<readonly number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const facts = await Promise.all([
      readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
      readFile(`/proc/${name}/environ`, 'utf8').catch(() => ''),
      readlink(`/proc/${name}/cwd`).catch(() => ''),
    ])
    if (facts.some((fact) => fact.includes(folder))) found.push(Number(name))
  }
  return found
}

/** Kills every process that has to do with a folder. One that ends meanwhile, as the database does with its last user, is fine. */
export async function killProcessesOf(folder: string): Promise<void> {
  for (const pid of await processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/** Waits until nothing has to do with the folder any more; returns what is left after `withinMs`. */
export async function leftOver(folder: string, withinMs: number): Promise<readonly number[]> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const left = await processesOf(folder)
    if (left.length === 0 || performance.now() > deadline) return left
    await sleep(50)
  }
}

const endingOf = (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })

async function matchIn(
  read: () => string,
  wanted: { readonly pattern: RegExp; readonly withinMs: number; readonly child: ChildProcess },
): Promise<RegExpExecArray> {
  const deadline = performance.now() + wanted.withinMs
  for (;;) {
    const ended = wanted.child.exitCode !== null || wanted.child.signalCode !== null
    const found = wanted.pattern.exec(read())
    if (found) return found
    if (ended || performance.now() > deadline) {
      throw new Error(`No ${wanted.pattern} ${ended ? 'before it ended' : 'in time'}: ${read()}`)
    }
    await sleep(10)
  }
}

/** A child that believes to be a test file of the runner would speak its protocol. */
const withoutTestRunner = ({ NODE_TEST_CONTEXT: _, ...env }: NodeJS.ProcessEnv) => env
