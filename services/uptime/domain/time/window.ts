/** A stretch of time in milliseconds since 1970 in UTC; `from` is in it, `to` is not. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** Milliseconds in a window; none in one that ends before it begins. */
export const lengthOf = ({ from, to }: TimeWindow): number => Math.max(0, to - from)

/** What two windows have in common; empty where they do not touch. */
export function overlapOf(a: TimeWindow, b: TimeWindow): TimeWindow {
  const from = Math.max(a.from, b.from)
  return { from, to: Math.max(from, Math.min(a.to, b.to)) }
}

/** What is left of windows once others are taken out, in order. */
export function without(window: TimeWindow, taken: readonly TimeWindow[]): readonly TimeWindow[] {
  const left: TimeWindow[] = []
  let from = window.from
  for (const hole of [...taken].sort((a, b) => a.from - b.from)) {
    const { from: begin, to: end } = overlapOf(hole, { from, to: window.to })
    if (end <= begin) continue
    if (begin > from) left.push({ from, to: begin })
    from = end
  }
  return window.to > from ? [...left, { from, to: window.to }] : left
}
