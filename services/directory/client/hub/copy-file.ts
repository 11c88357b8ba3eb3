import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ArrivingCopy } from '../../domain/copy/source-hub.ts'
import { CopyUnreadable } from '../../errors/copying.ts'
import { arrivingCopy } from './arriving-copy.ts'

/**
 * Opens a file that `export` wrote; one that ends with `.gz` is unpacked.
 *
 * @throws {CopyUnreadable} where it cannot be read, or is no copy
 */
export async function copyFile(path: string): Promise<ArrivingCopy> {
  const bytes = createReadStream(path)
  try {
    const stream = path.endsWith('.gz') ? pipeline(bytes, createGunzip(), () => {}) : bytes
    return await arrivingCopy(stream, null)
  } catch (cause) {
    bytes.destroy()
    if (cause instanceof CopyUnreadable) throw cause
    throw new CopyUnreadable(`Cannot read copy "${path}": it is not readable`, { cause })
  }
}
