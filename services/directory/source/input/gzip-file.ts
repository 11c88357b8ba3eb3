import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { InputFile } from '../feed.ts'
import { isArchiveHead } from './archive-kind.ts'
import { prescan, scannedFile } from './prescan.ts'
import { type Skipped, skipped } from './skipped.ts'
import { unpacked } from './unpacked.ts'

/**
 * The file in a gzip archive, unpacked as it is read.
 *
 * @throws {ImportRefused} ARCHIVE_SUSPICIOUS when it unpacks to far more than it holds, FILE_TRUNCATED or FILE_MALFORMED when
 *   it cannot be read
 */
export async function gzipFile(path: string, name: string): Promise<InputFile | Skipped> {
  const { size } = await stat(path)
  const file = await scannedFile(name, async () =>
    unpacked([createReadStream(path), createGunzip()], { name, squeezedBytes: size }),
  )
  const { head } = await prescan(file)
  return isArchiveHead(head) ? skipped(name, 'archive within an archive') : file
}
