const DAY_MS = 86_400_000

/** An instant some days from another; negative is before. */
export const daysFrom = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS)

/** `xs:date` of an instant. */
export const xsDate = (instant: Date): string => instant.toISOString().slice(0, 10)

/** `xs:dateTime` of an instant in whole seconds, as the platform writes them. */
export const xsDateTime = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`
