import { ImportRefused } from '../../errors/importing.ts'
import type { InputFile } from '../feed.ts'
import { textOf } from '../input/text-of.ts'

/**
 * The text of a file in the encoding that its bytes have, piece by piece.
 *
 * @throws {ImportRefused} `FILE_MALFORMED` on a NUL anywhere, which no text of a register holds, and what
 *   {@link textOf} throws
 */
export async function* decodedText(file: InputFile): AsyncGenerator<string> {
  for await (const text of textOf(file, file.encoding)) {
    if (text.includes('\0')) {
      throw new ImportRefused('FILE_MALFORMED', `Cannot read file "${file.name}": it is binary`)
    }
    yield text
  }
}
