const ROOT = /^<(?:[\w.-]+:)?([\w.-]+)(?=[\s>/]|$)/
const QUOTES: ReadonlySet<string | undefined> = new Set(['"', "'"])

/**
 * The name of the first element of an XML document, without its prefix.
 *
 * What may stand before it is passed over: byte order mark, XML declaration, instructions, comments, and a document
 * type, so that a file that has one is known for what it is and refused for that.
 *
 * @param head the beginning of a file
 * @returns null when it is no XML document, or its first element is not in the beginning
 */
export function rootElement(head: string): string | null {
  let at = 0
  for (;;) {
    at = pastBlank(head, at)
    const next = pastMarkup(head, at)
    if (next === at) return ROOT.exec(head.slice(at, at + 200))?.[1] ?? null
    if (next < 0) return null
    at = next
  }
}

function pastBlank(head: string, from: number): number {
  let at = from
  while (at < head.length && /[\s\uFEFF]/.test(head.charAt(at))) at += 1
  return at
}

/** The place behind what is no element; `from` when there is nothing of the kind, below 0 when it does not end. */
function pastMarkup(head: string, from: number): number {
  if (head.startsWith('<?', from)) return past(head, '?>', from + 2)
  if (head.startsWith('<!--', from)) return past(head, '-->', from + 4)
  return head.startsWith('<!DOCTYPE', from) ? pastDocumentType(head, from + 9) : from
}

function past(head: string, end: string, from: number): number {
  const at = head.indexOf(end, from)
  return at < 0 ? -1 : at + end.length
}

function pastDocumentType(head: string, from: number): number {
  let isInside = false
  let at = from
  while (at >= 0 && at < head.length) {
    const character = head[at]
    if (character === '>' && !isInside) return at + 1
    if (character === '[') isInside = true
    if (character === ']') isInside = false
    if (QUOTES.has(character)) at = past(head, character ?? '', at + 1)
    else if (head.startsWith('<!--', at)) at = past(head, '-->', at + 4)
    else at += 1
  }
  return -1
}
