/** Fields of a settings file, read one by one; every problem is kept, so that all are told at once. */
export interface SettingsFields {
  readonly problems: readonly string[]
  problem(text: string): void
  /** @returns null when absent */
  text(name: string): string | null
  /** @param bounds from 1 to `most`, both inclusive */
  number(name: string, bounds: { readonly fallback: number; readonly most: number }): number
  flag(name: string, fallback: boolean): boolean
}

/** @param known names of all fields that there are */
export function settingsFields(
  said: Readonly<Record<string, unknown>>,
  known: readonly string[],
): SettingsFields {
  const problems = Object.keys(said)
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is unknown`)
  const problem = (text: string): void => void problems.push(text)
  return {
    problems,
    problem,
    text: (name) => {
      const value = said[name] ?? null
      if (value === null || typeof value === 'string') return value
      problem(`${name} must be a text`)
      return null
    },
    number: (name, { fallback, most }) => {
      const value = said[name] ?? fallback
      if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) {
        return value
      }
      problem(`${name} must be an integer in 1..${most}`)
      return fallback
    },
    flag: (name, fallback) => {
      const value = said[name] ?? fallback
      if (typeof value !== 'boolean') problem(`${name} must be true or false`)
      return value === true
    },
  }
}
