import { type MessageType, parseMessageType } from '../domain/message-type/message-type.ts'
import { MessageTypeInvalid } from '../errors/reading.ts'

const MAX_CHARACTERS = 300

/** @throws {MessageTypeInvalid} where the text is empty, or longer than any message type */
export function askedMessageType(text: string): MessageType {
  if (text.trim() === '' || text.length > MAX_CHARACTERS) {
    throw new MessageTypeInvalid(
      `Cannot read message type "${text.slice(0, 100)}": it must have 1 to ${MAX_CHARACTERS} characters`,
    )
  }
  return parseMessageType(text.trim())
}
