import type { Code } from '../domain/coded.ts'
import { builder } from './builder.ts'

/** @see contract: Code is shareable among subgraphs */
export const CodeType = builder.objectRef<Code>('Code')

CodeType.implement({
  description: 'A code of a code system, with its label where one is known.',
  directives: { shareable: {} },
  fields: (t) => ({
    code: t.exposeString('code'),
    system: t.exposeString('system', { description: 'URI of the code system.' }),
    display: t.exposeString('display', { nullable: true, description: 'Label, in Danish.' }),
  }),
})
