/**
 * Splits a parameter's value where a separator is not escaped; the parts keep their escapes.
 *
 * @see R4, 3.1.1.4.19: `\,` `\|` `\$` `\\`
 */
export function splitUnescaped(value: string, separator: ',' | '|' | '$'): readonly string[] {
  const parts = ['']
  let escaped = false
  for (const character of value) {
    if (character === separator && !escaped) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${character}`)
    escaped = character === '\\' && !escaped
  }
  return parts
}

/** Takes the escapes away; a backslash before anything else stands for itself. */
export const unescaped = (part: string): string => part.replace(/\\([,|$\\])/g, '$1')
