import type { Verdict } from '../outcome.ts'
import type { Stretch } from './stretch.ts'

const WORST_FIRST: readonly Verdict[] = ['DOWN', 'DEGRADED', 'UP']

/**
 * What the targets of one subject say together: the worst of them. Where none says that it is down, and one of them says
 * nothing, nobody knows how the subject is, and there is no stretch.
 *
 * @param lines of each target, its stretches in order of time and without overlap
 * @returns in order of time and without overlap
 */
export function merged(lines: readonly (readonly Stretch[])[]): readonly Stretch[] {
  const [only, ...others] = lines
  if (only === undefined) return []
  if (others.length === 0) return only
  const borders = [...new Set(lines.flat().flatMap(({ from, to }) => [from, to]))]
  borders.sort((a, b) => a - b)
  const places = lines.map(() => 0)
  const result: { from: number; to: number; verdict: Verdict }[] = []
  for (const [index, from] of borders.slice(0, -1).entries()) {
    const to = borders[index + 1] ?? from
    const said = lines.map((line, number) => verdictAt(line, { places, number, from }))
    const verdict = together(said)
    const last = result.at(-1)
    if (verdict === null) continue
    if (last?.verdict === verdict && last.to === from) last.to = to
    else result.push({ from, to, verdict })
  }
  return result
}

function verdictAt(
  line: readonly Stretch[],
  at: { readonly places: number[]; readonly number: number; readonly from: number },
): Verdict | null {
  let place = at.places[at.number] ?? 0
  while ((line[place]?.to ?? Number.POSITIVE_INFINITY) <= at.from) place += 1
  at.places[at.number] = place
  const stretch = line[place]
  return stretch && stretch.from <= at.from ? stretch.verdict : null
}

function together(said: readonly (Verdict | null)[]): Verdict | null {
  if (said.includes('DOWN')) return 'DOWN'
  if (said.includes(null)) return null
  return WORST_FIRST.find((verdict) => said.includes(verdict)) ?? null
}
