import { isKnownError } from '../services/kit/errors.ts'
import type { PlatformProfile } from '../services/nsp/platform/profile.ts'
import { createSandbox } from '../services/sandbox/service.ts'
import { platformProfileFrom } from './platform-profile.ts'
import { type People, signedIn, strangers } from './probe/people.ts'
import { tryServices } from './probe/try-services.ts'
import { lineOf, type Verdict } from './probe/verdict.ts'

const USAGE = `Usage: npm run fundament -- probe PROFILE

Tries every service of an environment of the national platform with a call that changes nothing, about a person who does
not exist, and writes one line for each:
  seen     it answered as it has to
  refused  it answered that we, or this call, are not let in, with the fault
  differs  it is not there, or answers otherwise than we expect, with what differs
  absent   the profile does not say where it is

PROFILE is "sandbox", which is played for this, or the path of a JSON file:
  { "name": "test1", "host": "https://…", "services": { "cpr": true, "brs": "https://…" }, "dcc": "https://…/decoupling",
    "authorities": ["ca.pem"], "system": { "certificate": "own.pem", "key": "own.key", "cvr": "…", "careProvider": "…",
    "systemName": "…", "systemVersion": "…", "systemOwner": "…" }, "signIn": null }

Ends with 0 where nothing differs, with 1 where something does, with 2 for a profile that cannot be used.
`

/** Tries every service of an environment and writes what came of it, without a person number or a token. */
export async function runProbe(args: readonly string[], stopping: AbortSignal): Promise<number> {
  const [named, ...more] = args
  if (named === undefined || named.startsWith('-') || more.length > 0) {
    process.stderr.write(USAGE)
    return 2
  }
  await using opened = new AsyncDisposableStack()
  const tried = await environmentOf(named, opened, stopping).catch(written)
  if (!tried) return 2
  const counts: Record<Verdict['kind'], number> = { seen: 0, refused: 0, differs: 0, absent: 0 }
  for await (const verdict of tryServices({ ...tried, signal: stopping })) {
    counts[verdict.kind] += 1
    process.stdout.write(`${lineOf(verdict)}\n`)
  }
  const summary = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  process.stdout.write(`${tried.profile.name}: ${summary.join(', ')}\n`)
  return counts.differs === 0 ? 0 : 1
}

interface Environment {
  readonly profile: PlatformProfile
  readonly people: People
}

async function environmentOf(
  named: string,
  opened: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<Environment> {
  if (named !== 'sandbox') return { profile: platformProfileFrom(named), people: strangers() }
  const { profile } = opened.use(await createSandbox())
  const { signIn } = profile
  const people = signIn ? await signedIn(signIn.issuer, stopping) : strangers()
  return { profile, people }
}

function written(error: unknown): null {
  if (!isKnownError(error)) throw error
  process.stderr.write(`${error.message}\n`)
  return null
}
