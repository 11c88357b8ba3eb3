// A string that the end of the text cuts off is one as well: looking for its end again and again would take long.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[{}[\]:,]/gs

/**
 * Tells whether a text begins as a FHIR Bundle: a JSON object that calls itself one at its top.
 *
 * Members stand in any order. Where the text ends within a list of entries before it has said what it is, entries
 * that hold resources tell it.
 *
 * @param head the beginning of a file
 */
export function isBundle(head: string): boolean {
  if (!/^[\s\uFEFF]*\{/.test(head)) return false
  let depth = 0
  let member = ''
  let holdsResources = false
  let [last, beforeLast] = ['', '']
  for (const [token] of head.matchAll(TOKEN)) {
    if (token === ':' && depth === 1) member = last
    const isType = last === ':' && beforeLast === '"resourceType"'
    if (isType && depth === 1) return token === '"Bundle"'
    if (isType && depth === IN_RESOURCE && member === '"entry"') holdsResources = true
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    if (depth === 0) return false
    ;[last, beforeLast] = [token, last]
  }
  return holdsResources && member === '"entry"' && depth > 1
}

/** Within the Bundle, its list, the entry and the entry's resource. */
const IN_RESOURCE = 4
