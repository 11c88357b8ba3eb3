import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Commands of a page that a reader pastes, and what the page says they print. */
export interface PageStep {
  readonly command: string
  /** Null where the page does not say. */
  readonly printed: { readonly kind: 'json' | 'text'; readonly text: string } | null
}

/** A page that tells a reader what to type. */
export interface Page {
  /** From the project's root. */
  readonly path: string
  readonly steps: readonly PageStep[]
}

const FENCE = /^```(\w*)\n(.*?)^```$/gms

/** Every page of the project with commands in a fence of `sh`; a fence without a language is not for pasting. */
export function pagesOf(root: string): readonly Page[] {
  const paths = [
    'README.md',
    ...globSync('{services,infra,gateway,monitoring}/**/README.md', { cwd: root }),
  ]
  return paths
    .sort()
    .map((path) => ({ path, steps: stepsOf(readFileSync(join(root, path), 'utf8')) }))
    .filter(({ steps }) => steps.length > 0)
}

/** The steps of a page: each fence of `sh`, with the fence of `json` or `text` that follows it before the next one. */
export function stepsOf(markdown: string): readonly PageStep[] {
  const steps: PageStep[] = []
  for (const [, language, body = ''] of markdown.matchAll(FENCE)) {
    const last = steps.at(-1)
    if (language === 'sh') steps.push({ command: body, printed: null })
    else if ((language === 'json' || language === 'text') && last?.printed === null) {
      steps[steps.length - 1] = { ...last, printed: { kind: language, text: body } }
    }
  }
  return steps
}
