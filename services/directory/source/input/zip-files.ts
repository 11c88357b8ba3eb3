import { type Entry, openPromise } from 'yauzl'
import type { InputFile } from '../feed.ts'
import { isArchiveHead } from './archive-kind.ts'
import { isSuspicious, suspiciousArchive } from './inflation-guard.ts'
import { prescan, scannedFile } from './prescan.ts'
import { type Skipped, skipped } from './skipped.ts'
import { brokenArchive, unpacked } from './unpacked.ts'

const MAX_ENTRIES = 10_000
const MAX_TOTAL_BYTES = 4 * 2 ** 30

/**
 * The files of a zip archive, in its own order; each is unpacked as it is read.
 *
 * @param name as the caller named the archive
 * @throws {ImportRefused} ARCHIVE_SUSPICIOUS when it unpacks to far more than it holds, FILE_TRUNCATED or FILE_MALFORMED when
 *   it cannot be read
 */
export async function* zipFiles(path: string, name: string): AsyncGenerator<InputFile | Skipped> {
  for (const entry of await entriesOf(path, name)) {
    const entryName = `${name}!${entry.fileName}`
    if (entry.isEncrypted() || !entry.canDecodeFileData()) {
      yield skipped(entryName, 'encrypted, or packed in an unknown way')
      continue
    }
    const file = await scannedFile(entryName, () => openEntry(path, entry, entryName))
    const { head } = await prescan(file)
    yield isArchiveHead(head) ? skipped(entryName, 'archive within an archive') : file
  }
}

async function entriesOf(path: string, name: string): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  let totalBytes = 0
  try {
    const zip = await openPromise(path)
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      totalBytes += entry.uncompressedSize
      const isTooMuch = totalBytes > MAX_TOTAL_BYTES || entries.length >= MAX_ENTRIES
      if (isTooMuch || isSuspicious(entry.uncompressedSize, entry.compressedSize)) {
        zip.close()
        throw suspiciousArchive(name)
      }
      entries.push(entry)
    }
  } catch (error) {
    throw error instanceof Error ? brokenArchive(name, error) : error
  }
  return entries
}

async function openEntry(path: string, entry: Entry, name: string) {
  const zip = await openPromise(path, { autoClose: false })
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const file = unpacked([stream], { name, squeezedBytes: entry.compressedSize })
    file.once('close', () => zip.close())
    return file
  } catch (error) {
    zip.close()
    throw error instanceof Error ? brokenArchive(name, error) : error
  }
}
