import { KnownError } from '../errors.ts'
import { runProgram } from '../lifecycle.ts'

class Refused extends KnownError {
  readonly code = 'REFUSED'
  readonly kind = 'conflict'
}

const say = (text: string) => process.stdout.write(`${text}\n`)

const part = (name: string): AsyncDisposable => ({
  [Symbol.asyncDispose]: async () => void say(`closed ${name}`),
})

// A program with one behaviour for each word that its test asks for.
await runProgram(
  async ({ stopping, untilStopped }) => {
    await using _first = part('first')
    await using _second = part('second')
    setInterval(() => {}, 1_000).unref()
    const [behaviour] = process.argv.slice(2)
    if (behaviour === 'refuse') throw new Refused('Cannot open shop "north": it is night')
    if (behaviour === 'break') throw new TypeError('broken')
    if (behaviour === 'code') return 3
    say('up')
    if (behaviour === 'fault') setTimeout(() => Promise.reject(new TypeError('stray')), 10)
    const reason = await untilStopped()
    say(`stopped by ${reason}`)
    if (behaviour === 'hang') await new Promise(() => setInterval(() => {}, 1_000))
    if (behaviour === 'abort') stopping.throwIfAborted()
    return 0
  },
  { drainMs: 300 },
)
