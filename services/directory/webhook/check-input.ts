import { Secret } from '../../kit/secret.ts'
import { wrongSorId } from '../domain/identifier/sor-id.ts'
import type { WebhookFilter } from '../domain/webhook/webhook.ts'
import { WebhookInputInvalid } from '../errors/webhooks.ts'

const MOST_NAMED = 1_000
const LONGEST_TYPE = 300
const SHORTEST_SECRET_BYTES = 32
const LONGEST_SECRET_BYTES = 256

/** @throws {WebhookInputInvalid} where it names too much, or something that there cannot be */
export function checkFilter({ organisations, under, messageTypes }: WebhookFilter): void {
  const named = [...organisations, ...under]
  if (named.length > MOST_NAMED || messageTypes.length > MOST_NAMED) {
    throw new WebhookInputInvalid(
      `Cannot filter by "${Math.max(named.length, messageTypes.length)}" names: ${MOST_NAMED} is the most`,
    )
  }
  for (const id of named) {
    const wrong = wrongSorId(id)
    if (wrong)
      throw new WebhookInputInvalid(`Cannot filter by SOR id "${id.slice(0, 30)}": ${wrong}`)
  }
  for (const type of messageTypes) {
    if (type.trim() !== '' && type.length <= LONGEST_TYPE) continue
    throw new WebhookInputInvalid(
      `Cannot filter by message type "${type.slice(0, 30)}": it must have 1 to ${LONGEST_TYPE} characters`,
    )
  }
}

/**
 * @returns null where none is given
 * @throws {WebhookInputInvalid} where it is too short to keep anything safe
 */
export function checkSecret(given: string | null): Secret | null {
  if (given === null) return null
  const bytes = Buffer.byteLength(given)
  if (bytes >= SHORTEST_SECRET_BYTES && bytes <= LONGEST_SECRET_BYTES) return new Secret(given)
  throw new WebhookInputInvalid(
    `Cannot take secret of "${bytes}" bytes: it must have ${SHORTEST_SECRET_BYTES} to ${LONGEST_SECRET_BYTES}`,
  )
}
