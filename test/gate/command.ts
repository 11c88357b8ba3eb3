import { spawn } from 'node:child_process'
import type { Step } from './step.ts'

/** Runs one command to its end; its output is kept and shown only when it fails. */
export function runCommand(
  name: string,
  [command, ...args]: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<Step> {
  const begun = performance.now()
  const output: string[] = []
  return new Promise((resolve) => {
    const end = (passed: boolean): void =>
      resolve({
        name,
        passed,
        seconds: (performance.now() - begun) / 1000,
        output: output.join(''),
      })
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
    child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text))
    child.on('error', (error) => {
      output.push(`${error.message}\n`)
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}
