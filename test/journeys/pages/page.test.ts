import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stepsOf } from './page.ts'
import { holdPrinted } from './printed.ts'

const PAGE = `# A page

\`\`\`sh
echo one
\`\`\`

prints

\`\`\`text
one
\`\`\`

\`\`\`
not for pasting
\`\`\`

\`\`\`sh
echo '{"two": 2}'
\`\`\`
`

describe('stepsOf()', () => {
  it('takes each command with what is said of it, and leaves what is not for pasting', () => {
    assert.deepEqual(stepsOf(PAGE), [
      { command: 'echo one\n', printed: { kind: 'text', text: 'one\n' } },
      { command: `echo '{"two": 2}'\n`, printed: null },
    ])
  })
})

describe('holdPrinted()', () => {
  const text = (printed: string) => ({
    command: 'x',
    printed: { kind: 'text' as const, text: printed },
  })

  it('wants every line in order, and lets … stand for anything', () => {
    holdPrinted(text('a\n…\nc … e\n'), 'a\nb\nc d e\n')
    assert.throws(() => holdPrinted(text('c\na\n'), 'a\nb\nc\n'), /did not print the line\na/)
    assert.throws(() => holdPrinted(text('a\n'), 'ab\n'), /did not print/)
  })

  it('compares JSON by value', () => {
    const json = (written: string) => ({
      command: 'x',
      printed: { kind: 'json' as const, text: written },
    })
    holdPrinted(json('{"a": 1, "b": [2]}'), '{"b":[2],"a":1}')
    assert.throws(() => holdPrinted(json('{"a": 1}'), '{"a":2}'))
  })
})
