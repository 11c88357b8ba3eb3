import { matches, parseMessageType } from '../../domain/message-type/message-type.ts'
import type { TokenValue } from '../criterion.ts'
import { CODES } from '../resource/systems.ts'

/**
 * Tells whether a source's spelling of a message type is one of those asked for. A type may be asked for in any spelling: the
 * register's codes for one and the same message differ between its versions.
 */
export function messageTypeMatcher(asked: readonly TokenValue[]): (raw: string) => boolean {
  const tests = asked.map(({ system, code }) => {
    const type = code === null ? null : parseMessageType(code)
    return (raw: string) =>
      isOfSystem(raw, system) && (type === null || matches(type, parseMessageType(raw)))
  })
  return (raw) => tests.some((test) => test(raw))
}

const isOfSystem = (raw: string, system: string | null | undefined): boolean => {
  if (system === undefined) return true
  return system === (raw.startsWith('urn:') ? CODES.messageType : CODES.messageTypeSpelling)
}
