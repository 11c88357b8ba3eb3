/**
 * Copies a short text out of the chunk that it was cut from.
 *
 * The engine keeps a cut of 13 characters or more as a view of the whole chunk, so one kept identifier holds 64 KiB.
 *
 * @param text in ASCII
 */
export const detached = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')
