import { open } from 'node:fs/promises'

/** Kinds of archive that are opened. */
export type ArchiveKind = 'zip' | 'gzip'

/** Tells an archive by its first bytes, whatever it is called. */
export async function archiveKindOf(path: string): Promise<ArchiveKind | null> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4), position: 0 })
  return kindOfBytes(buffer.subarray(0, bytesRead).toString('latin1'))
}

/** @param start the first bytes, one character each; what follows is not looked at */
export function kindOfBytes(start: string): ArchiveKind | null {
  // The second is an archive without entries.
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  return start.startsWith('\x1f\x8b') ? 'gzip' : null
}

/** Whether a file's beginning, decoded as text, is that of an archive. */
export const isArchiveHead = (head: string): boolean =>
  kindOfBytes(head) !== null || head.startsWith('\x1f\u2039')
