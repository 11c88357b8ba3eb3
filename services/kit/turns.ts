/** Does one piece of work at a time, in the order asked. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Makes a queue for work that is too heavy to be done by several at once. */
export function turns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result.catch(() => {})
    return result
  }
}
