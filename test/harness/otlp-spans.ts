/** A span as it went over the wire. */
export interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  /** Empty at the top of a trace. */
  readonly parentSpanId: string
  readonly name: string
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number
  readonly durationMs: number
  readonly attributes: Readonly<Record<string, string | number>>
}

type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>

/**
 * Reads the spans of one export request in protocol buffers.
 *
 * @see opentelemetry-proto, `trace/v1/trace.proto`
 */
export function spansOf(body: Buffer): readonly SentSpan[] {
  return messages(fieldsOf(body), 1)
    .flatMap((resourceSpans) => messages(resourceSpans, 2))
    .flatMap((scopeSpans) => messages(scopeSpans, 2))
    .map(toSpan)
}

const toSpan = (span: Fields): SentSpan => ({
  traceId: bytesAt(span, 1).toString('hex'),
  spanId: bytesAt(span, 2).toString('hex'),
  parentSpanId: bytesAt(span, 4).toString('hex'),
  name: bytesAt(span, 5).toString(),
  kind: Number(numberAt(span, 6)),
  durationMs: Number(numberAt(span, 8) - numberAt(span, 7)) / 1e6,
  attributes: Object.fromEntries(messages(span, 9).map(toAttribute)),
})

function toAttribute(attribute: Fields): readonly [string, string | number] {
  const [value = new Map()] = messages(attribute, 2)
  const text = bytesAt(value, 1).toString()
  return [bytesAt(attribute, 1).toString(), value.has(3) ? Number(numberAt(value, 3)) : text]
}

const bytesAt = (fields: Fields, number: number): Buffer => {
  const [first] = fields.get(number) ?? []
  return Buffer.isBuffer(first) ? first : Buffer.alloc(0)
}

const numberAt = (fields: Fields, number: number): bigint => {
  const [first] = fields.get(number) ?? []
  return typeof first === 'bigint' ? first : 0n
}

const messages = (fields: Fields, number: number): readonly Fields[] =>
  (fields.get(number) ?? []).filter((value) => Buffer.isBuffer(value)).map(fieldsOf)

function fieldsOf(message: Buffer): Fields {
  const fields = new Map<number, (Buffer | bigint)[]>()
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number): Buffer => {
    at += length
    return message.subarray(at - length, at)
  }
  const readers: Readonly<Record<number, () => Buffer | bigint>> = {
    0: varint,
    1: () => take(8).readBigUInt64LE(),
    2: () => take(Number(varint())),
    5: () => BigInt(take(4).readUInt32LE()),
  }
  while (at < message.length) {
    const tag = Number(varint())
    const value = readers[tag & 7]?.()
    if (value === undefined) throw new RangeError(`Cannot read wire type "${tag & 7}"`)
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value])
  }
  return fields
}
