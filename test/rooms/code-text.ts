const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//.source
const STRING = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/.source
/** A regular expression follows an operator or a bracket; a division follows a value. */
const REGEXP = /(?<=[=(,:!&|?{};[]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\//.source

const TOKENS = new RegExp(`(?<regexp>${REGEXP})|(?<string>${STRING})|(?<comment>${COMMENT})`, 'g')

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** The text with its comments blanked; every line keeps its number. */
export const withoutComments = (text: string): string =>
  text.replace(TOKENS, (token) => (/^\/[/*]/.test(token) ? blank(token) : token))

/** The text with comments, strings and regular expressions blanked; every line keeps its number. */
export const withoutTexts = (text: string): string => text.replace(TOKENS, blank)

/** The comments alone; every line keeps its number. */
export function onlyComments(text: string): string {
  const code = withoutComments(text)
  return text.replace(/[^\n]/g, (character, index: number) =>
    code[index] === character ? ' ' : character,
  )
}

/** Every match of a pattern as `path:line`, followed by what was matched. */
export function places(path: string, text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    return `${path}:${line} ${match[0].trim()}`
  })
}
