import { Transform } from 'node:stream'
import { ImportRefused } from '../../errors/importing.ts'

/** From here on the ratio counts: small files are squeezed well without harm. */
const HARMLESS_BYTES = 100_000_000
const MAX_RATIO = 200
const MAX_BYTES = 4 * 2 ** 30

/**
 * Says whether something squeezed is too good to be true: more than 200 times as large as its archive and above 100 MB, or
 * above 4 GiB.
 */
export const isSuspicious = (bytes: number, squeezedBytes: number): boolean =>
  bytes > MAX_BYTES || (bytes > HARMLESS_BYTES && bytes > MAX_RATIO * Math.max(1, squeezedBytes))

/** The refusal of such an archive. */
export const suspiciousArchive = (name: string): ImportRefused =>
  new ImportRefused(
    'ARCHIVE_SUSPICIOUS',
    `Cannot open archive "${name}": it unpacks to far more than it holds`,
  )

/**
 * Counts what comes out of an archive, whatever the archive says of itself.
 *
 * @param squeezedBytes size in the archive
 * @returns a stream that fails with ARCHIVE_SUSPICIOUS as soon as too much has come
 */
export function inflationGuard(name: string, squeezedBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (isSuspicious(bytes, squeezedBytes)) done(suspiciousArchive(name))
      else done(null, chunk)
    },
  })
}
