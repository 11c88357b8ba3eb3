import { pipeline, type Readable, type Transform } from 'node:stream'
import { ImportRefused } from '../../errors/importing.ts'
import { inflationGuard } from './inflation-guard.ts'

/**
 * Leads what comes out of an archive through the guard, and says in our words what is wrong with the archive.
 *
 * @param stages the archive's bytes and what unpacks them
 * @returns the guarded stream; when it is destroyed, so are the stages
 */
export function unpacked(
  stages: readonly [Readable, ...Transform[]],
  { name, squeezedBytes }: { readonly name: string; readonly squeezedBytes: number },
): Readable {
  const guard = inflationGuard(name, squeezedBytes)
  for (const stage of stages) {
    // Before the pipeline's own listener, so that this error is the one that the reader sees.
    stage.once('error', (cause: NodeJS.ErrnoException) => guard.destroy(brokenArchive(name, cause)))
  }
  return pipeline([...stages, guard], () => {}) as unknown as Readable
}

/** The refusal of an archive that cannot be read to its end. */
export function brokenArchive(name: string, cause: Error): ImportRefused {
  if (cause instanceof ImportRefused) return cause
  const isShort = /unexpected end|not enough bytes|end of central directory/i.test(cause.message)
  return isShort
    ? new ImportRefused('FILE_TRUNCATED', `Cannot open archive "${name}": it ends early`, { cause })
    : new ImportRefused('FILE_MALFORMED', `Cannot open archive "${name}": it is broken`, { cause })
}
