import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What a program printed, kept to be shown when it fails. */
export interface Program {
  readonly child: ChildProcess
  readonly pid: number
  output(): string
}

/**
 * Starts one of the project's programs under the Node that runs the bench.
 *
 * @param file relative to the project
 */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Program {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`Cannot start "${file}": no process`)
  let printed = ''
  const keep = (text: string): void => {
    printed = (printed + text).slice(-20_000)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  return { child, pid, output: () => printed }
}

/** Asks a child to stop and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Starts a helper of the bench that talks through messages. */
export const startHelper = (file: string): ChildProcess =>
  fork(new URL(file, import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

/** Sends a message and waits for the one that answers it. */
export async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answered = once(child, 'message')
  child.send(message)
  const [answer] = await answered
  return answer as Answer
}
