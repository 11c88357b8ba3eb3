const TRUE = new Set(['true', '1', 'ja', 'yes', 'j', 'y', 'sand', 'nedarvet', 'arvet', 'inherited'])
const FALSE = new Set(['false', '0', 'nej', 'no', 'n', 'falsk', 'egen', 'own'])

/** A yes or no as the files write it; null when absent or neither. */
export function indicatorOf(text: string | null): boolean | null {
  if (text === null) return null
  const word = text.toLowerCase()
  return TRUE.has(word) ? true : FALSE.has(word) ? false : null
}
