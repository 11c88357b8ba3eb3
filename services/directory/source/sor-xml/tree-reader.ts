import type { Unknown } from '../../domain/statement/facts.ts'
import type { XmlHandlers } from '../xml/guarded-parser.ts'
import { ROOT } from './grammar.ts'
import type { Block, Cursor, LeafStep, Step } from './step.ts'

interface OpenElement {
  readonly step: Step
  /** Null while the element keeps its text or is left out. */
  readonly block: Block | null
}

const MAX_UNKNOWN_NAMES = 1_000

/** Walks a SOR XML file by its grammar and counts what the grammar does not know. */
export interface TreeReader {
  readonly handlers: XmlHandlers
  /** Elements that the grammar does not know, each name once with its count. */
  unknown(): Unknown[]
}

/** @param at the cursor whose drafts the walk fills */
export function treeReader(at: Cursor): TreeReader {
  const open: OpenElement[] = []
  const unknown = new Map<string, { line: number; count: number }>()
  let block: Block | null = ROOT
  let skipped = 0
  let text = ''
  const count = (name: string, line: number) => {
    const key = unknown.has(name) || unknown.size < MAX_UNKNOWN_NAMES ? name : '(others)'
    const met = unknown.get(key)
    if (met) met.count += 1
    else unknown.set(key, { line, count: 1 })
  }
  const handlers: XmlHandlers = {
    open(name, _attributes, line) {
      text = ''
      if (skipped > 0) {
        skipped += 1
        return
      }
      const step: Step | undefined = block?.children.get(name) ?? block?.otherwise
      if (step === undefined || step.kind === 'ignored') {
        if (step === undefined) count(name, line)
        skipped = 1
        return
      }
      at.line = line
      const inner = step.kind === 'block' ? step.block : null
      open.push({ step, block: inner })
      block = inner
      if (step.kind === 'block') step.enter?.(at)
    },
    text(run) {
      text = text === '' ? run : text + run
    },
    close() {
      if (skipped > 0) {
        skipped -= 1
        return
      }
      const closed = open.pop()
      const around = open.at(-1)
      block = around ? around.block : ROOT
      if (closed?.step.kind === 'leaf') setText(closed.step, at, text)
      else if (closed?.step.kind === 'block') closed.step.leave?.(at)
      text = ''
    },
  }
  return {
    handlers,
    unknown: () => [...unknown].map(([name, met]) => ({ kind: 'unknown', name, ...met })),
  }
}

function setText(step: LeafStep, at: Cursor, text: string): void {
  const value = text.trim()
  if (value !== '') step.set(at, value)
}
