const EVENTS = ['SIGINT', 'SIGTERM', 'exit'] as const

/**
 * Makes something without the signal handlers that it would add to the process.
 *
 * The runtime disposes itself at the first signal, under requests that are in flight; whoever owns the process drains
 * first and disposes afterwards.
 */
export function withoutSignals<T>(make: () => T): T {
  const before = EVENTS.map((event) => new Set(process.rawListeners(event)))
  const made = make()
  EVENTS.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]?.has(listener)) process.off(event, listener as () => void)
    }
  })
  return made
}
