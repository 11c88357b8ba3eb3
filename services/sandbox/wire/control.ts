import * as v from 'valibot'
import { isServiceName } from '../../nsp/platform/services.ts'
import type { Mode, Modes } from './modes.ts'
import { textAnswer, type WireAnswer, type WireRequest } from './wire-answer.ts'

/** Where the sandbox is told how to behave. */
export const CONTROL_PATH = '/modes'

const MAX_SLOW_MS = 600_000

const modeForm = v.variant('kind', [
  v.strictObject({ kind: v.literal('well') }),
  v.strictObject({
    kind: v.literal('slow'),
    ms: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SLOW_MS)),
  }),
  v.strictObject({
    kind: v.literal('broken'),
    how: v.picklist(['error-500', 'hang', 'cut', 'garbage', 'fault']),
  }),
])

/**
 * Answers `GET /modes`, `PUT /modes/<service>`, `DELETE /modes/<service>` and `DELETE /modes`.
 *
 * @param rest of the path after {@link CONTROL_PATH}
 */
export function control(modes: Modes, rest: string, { method, body }: WireRequest): WireAnswer {
  const name = rest.slice(1)
  if (method === 'GET' && name === '') return json(200, Object.fromEntries(modes.all()))
  if (method === 'DELETE' && name === '') {
    modes.clear()
    return json(200, {})
  }
  if (!isServiceName(name)) return json(404, { error: 'no such service' })
  if (method === 'GET') return json(200, modes.of(name))
  if (method === 'DELETE') {
    modes.set(name, { kind: 'well' })
    return json(200, modes.of(name))
  }
  if (method !== 'PUT') return json(405, { error: 'GET, PUT and DELETE are taken' })
  const mode = modeIn(body)
  if (!mode) return json(400, { error: 'no such mode' })
  modes.set(name, mode)
  return json(200, mode)
}

function modeIn(body: Buffer): Mode | null {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    return null
  }
  const parsed = v.safeParse(modeForm, value)
  return parsed.success ? parsed.output : null
}

const json = (status: number, value: unknown): WireAnswer =>
  textAnswer(status, 'application/json', JSON.stringify(value))
