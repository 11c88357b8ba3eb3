import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { toGraphQLError } from '../services/kit/graphql-errors.ts'
import { OperationTooDeep, OperationTooLarge } from './errors.ts'

/** Fields within fields; the deepest tree of any register is a quarter of it, and the engines give up at 49. */
export const MOST_LEVELS = 40

/** Fields of one operation; a whole record with everything in it is a tenth, and this many are planned in less than a second. */
const MOST_FIELDS = 3_000

/**
 * Validation rule: an operation that is nested more than {@link MOST_LEVELS} deep, or has more than 3,000 fields, is refused before
 * an engine plans it. Fragments count as often as they are spread: each that spreads the next one twice doubles what a few lines
 * ask for.
 */
export const operationLimits = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const { levels, fields } = new Measuring(context).of(node.selectionSet)
    if (levels > MOST_LEVELS) {
      context.reportError(toGraphQLError(new OperationTooDeep(MOST_LEVELS)))
    }
    if (fields > MOST_FIELDS) {
      context.reportError(toGraphQLError(new OperationTooLarge(MOST_FIELDS)))
    }
  },
})

interface Extent {
  readonly levels: number
  readonly fields: number
}

const NOTHING: Extent = { levels: 0, fields: 0 }

class Measuring {
  readonly #context: ValidationContext
  readonly #known = new Map<FragmentDefinitionNode, Extent>()

  constructor(context: ValidationContext) {
    this.#context = context
  }

  of({ selections }: SelectionSetNode): Extent {
    return selections
      .map((selection) => this.#ofOne(selection))
      .reduce(
        (all, { levels, fields }) => ({
          levels: Math.max(all.levels, levels),
          fields: all.fields + fields,
        }),
        NOTHING,
      )
  }

  #ofOne(selection: SelectionNode): Extent {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = this.#context.getFragment(selection.name.value)
      return fragment ? this.#ofFragment(fragment) : NOTHING
    }
    const below = selection.selectionSet ? this.of(selection.selectionSet) : NOTHING
    if (selection.kind === Kind.INLINE_FRAGMENT) return below
    return { levels: below.levels + 1, fields: below.fields + 1 }
  }

  // One that is being measured counts as nothing, for a circle is another rule's business.
  #ofFragment(fragment: FragmentDefinitionNode): Extent {
    const known = this.#known.get(fragment)
    if (known) return known
    this.#known.set(fragment, NOTHING)
    const extent = this.of(fragment.selectionSet)
    this.#known.set(fragment, extent)
    return extent
  }
}
