import type { CodeFact } from '../../domain/statement/facts.ts'
import type { ReadContext } from '../feed.ts'

/**
 * A code with its label, out of a row that holds either or both.
 *
 * Where the row has the code alone, the label comes from the code lists of the same set of files; where it has the
 * label alone, so does the code; and where no list knows the label, the label in lower case stands for the code.
 */
export function codeFact(
  { code, label }: { readonly code: string | null; readonly label: string | null },
  { codeLists }: Pick<ReadContext, 'codeLists'>,
): CodeFact | null {
  if (code !== null) return { code, display: label ?? labelOf(code, codeLists) }
  if (label === null) return null
  const plain = label.toLowerCase()
  return { code: codeLists.get(CODES_BY_LABEL)?.get(plain) ?? plain, display: label }
}

/** Name of the list that turns labels in lower case into codes. */
export const CODES_BY_LABEL = 'codes by label'

function labelOf(code: string, codeLists: ReadContext['codeLists']): string | null {
  for (const [name, list] of codeLists) {
    const label = name === CODES_BY_LABEL ? undefined : list.get(code)
    if (label !== undefined) return label
  }
  return null
}
