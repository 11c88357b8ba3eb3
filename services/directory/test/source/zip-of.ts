import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put in an archive; `claimedBytes` is the size that the archive states. */
export interface ZipEntry {
  readonly name: string
  readonly content: Buffer | string
  readonly claimedBytes?: number
}

/** A zip archive, deflated, as the tests need it. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const content = Buffer.from(entry.content)
    const packed = deflateRawSync(content)
    const sizes = { packed: packed.length, unpacked: entry.claimedBytes ?? content.length }
    const fields = common(crc32(content), sizes, name.length)
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00'), fields, Buffer.alloc(2), name])
    centrals.push(central(fields, { offset, name }))
    locals.push(local, packed)
    offset += local.length + packed.length
  }
  const directory = Buffer.concat(centrals)
  return Buffer.concat([...locals, directory, end(entries.length, directory.length, offset)])
}

/** Flags, method, time, checksum, sizes and length of the name: the same in both headers. */
function common(
  checksum: number,
  sizes: { readonly packed: number; readonly unpacked: number },
  nameLength: number,
): Buffer {
  const fields = Buffer.alloc(22)
  fields.writeUInt16LE(0x0800, 0)
  fields.writeUInt16LE(8, 2)
  fields.writeUInt32LE(checksum, 8)
  fields.writeUInt32LE(sizes.packed, 12)
  fields.writeUInt32LE(sizes.unpacked, 16)
  fields.writeUInt16LE(nameLength, 20)
  return fields
}

function central(fields: Buffer, { offset, name }: { offset: number; name: Buffer }): Buffer {
  const rest = Buffer.alloc(16)
  rest.writeUInt32LE(offset, 12)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00\x14\x00'), fields, rest, name])
}

function end(count: number, directoryLength: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(directoryLength, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
