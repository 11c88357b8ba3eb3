import type { ViewedDirectory } from '../domain/directory.ts'
import { describeKey, type WrittenKey } from '../domain/identifier/organisation-key.ts'
import { AmbiguousKey, NotRecordedForDay, Withheld } from '../errors/reading.ts'
import { builder } from './builder.ts'
import { checkCount } from './most-at-once.ts'
import { type OrganisationNode, organisationNode } from './node.ts'
import { keyFrom, OrganisationKeyInput } from './organisation-key.ts'
import { OrganisationType } from './organisation-ref.ts'
import { viewArguments } from './view-arguments.ts'

builder.queryFields((t) => ({
  organisation: t.field({
    type: OrganisationType,
    nullable: true,
    description:
      'One organisation, or null when the register has never held it. A key that names several is null and the error AMBIGUOUS_KEY with their SOR ids.',
    args: { key: t.arg({ type: OrganisationKeyInput, required: true }), ...viewArguments },
    resolve: async (_root, { key, on, asKnownAt }, { directory }) =>
      byKey(await directory.at(on ?? null, asKnownAt ?? null), key),
  }),
  organisationsByKeys: t.field({
    type: [OrganisationType],
    nullable: { list: false, items: true },
    description: 'Many at once, in the order asked; null where unknown. At most 1000 keys.',
    args: { keys: t.arg({ type: [OrganisationKeyInput], required: true }), ...viewArguments },
    resolve: async (_root, { keys, on, asKnownAt }, { directory }) => {
      checkCount(keys.length)
      const at = await directory.at(on ?? null, asKnownAt ?? null)
      // A promise that fails is null and an error at its own place.
      return keys.map((key) => byKey(at, key))
    },
  }),
}))

async function byKey(at: ViewedDirectory, written: WrittenKey): Promise<OrganisationNode | null> {
  const key = keyFrom(written)
  const choice = await at.choose(key)
  if (choice.kind === 'one') return organisationNode(choice.chain[0], at)
  if (choice.kind === 'unknown') {
    const sources = key.kind === 'sorId' ? await at.withholdingSources(key.value) : []
    if (sources.length > 0) throw new Withheld(`organisation by ${describeKey(key)}`, sources)
    return null
  }
  const [unit, second] = choice.units
  if (choice.kind === 'not-recorded') {
    throw new NotRecordedForDay(
      `Cannot show organisation by ${describeKey(key)} on "${at.view.day}": it is recorded only from a later day on`,
    )
  }
  if (unit === undefined || second !== undefined) {
    throw new AmbiguousKey(
      describeKey(key),
      choice.units.map(({ sorId }) => sorId),
    )
  }
  return organisationNode(unit, at)
}
