/**
 * Counts the bytes at the end that begin a UTF-8 sequence but do not finish it.
 *
 * @returns 0 to 3; 0 also where the end is no UTF-8 at all, which a check of the bytes then finds
 */
export function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0
  }
  return 0
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4
  return lead >= 0xe0 ? 3 : 2
}

/**
 * Cuts a stream of chunks so that no UTF-8 sequence lies across two of them.
 *
 * @returns a function that takes the next chunk and gives it without its unfinished end, which comes with the next;
 *   `isLast` gives what is left
 */
export function wholeSequences(): (bytes: Buffer, isLast: boolean) => Buffer {
  let held: Buffer = Buffer.alloc(0)
  return (bytes, isLast) => {
    const all = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    const tail = isLast ? 0 : unfinishedTail(all)
    // A copy, because the stream may use the chunk's memory again.
    held = Buffer.from(all.subarray(all.length - tail))
    return tail === 0 ? all : all.subarray(0, all.length - tail)
  }
}
