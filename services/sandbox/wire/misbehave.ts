import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Mode } from './modes.ts'
import { send, textAnswer, type WireAnswer } from './wire-answer.ts'

/** What a service would answer. */
export interface Answers {
  right(): Promise<WireAnswer>
  /** A fault with HTTP 200, in the form of the service. */
  fault(): WireAnswer
}

type Broken = Extract<Mode, { kind: 'broken' }>['how']

/** Answers as a service is told to behave. */
export async function answerIn(
  mode: Mode,
  response: ServerResponse,
  answers: Answers,
): Promise<void> {
  if (mode.kind === 'slow' && !(await waited(response, mode.ms))) return
  if (mode.kind === 'broken') return BROKEN[mode.how](response, answers)
  send(response, await answers.right())
}

/** Waits for a while. @returns false where the caller has gone before */
export async function waited(response: ServerResponse, ms: number): Promise<boolean> {
  const gone = new AbortController()
  const leave = () => gone.abort()
  response.once('close', leave)
  try {
    await pause(ms, undefined, { signal: gone.signal, ref: false })
    return true
  } catch {
    return false
  } finally {
    response.off('close', leave)
  }
}

const BROKEN: Readonly<
  Record<Broken, (response: ServerResponse, answers: Answers) => void | Promise<void>>
> = {
  'error-500': (response) =>
    send(response, textAnswer(500, 'text/html', '<html><body>Internal Server Error</body></html>')),
  // Nobody is answered; the one who asks goes away by itself.
  hang: () => {},
  cut: async (response, { right }) => {
    const { status, contentType, body } = await right()
    response.writeHead(status, { 'content-type': contentType, 'content-length': body.length })
    const half = body.subarray(0, Math.ceil(body.length / 2))
    if (!response.write(half)) await once(response, 'drain')
    response.socket?.end()
  },
  garbage: (response) =>
    send(response, textAnswer(200, 'text/xml; charset=utf-8', '<soap:Envelope <<< no XML')),
  fault: (response, { fault }) => send(response, fault()),
}
