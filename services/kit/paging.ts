import { KnownError } from './errors.ts'

/** A page of no size, or of more than are answered. */
export class FirstOutOfRange extends KnownError {
  readonly code = 'FIRST_OUT_OF_RANGE'
  readonly kind = 'invalid'

  constructor(first: number, most: number) {
    super(`Cannot page by "${first}": first is 1 to ${most}`)
  }
}

/** A cursor that none of our pages gave, or one of another question. */
export class CursorInvalid extends KnownError {
  readonly code = 'CURSOR_INVALID'
  readonly kind = 'invalid'

  /** @param why `state`: what is wrong with it where it is a cursor, but not of this question */
  constructor(
    cursor: string,
    {
      state = 'it is no cursor of ours',
      cause,
    }: { readonly state?: string; readonly cause?: unknown } = {},
  ) {
    super(`Cannot go on after "${cursor.slice(0, 100)}": ${state}`, { cause })
  }
}
