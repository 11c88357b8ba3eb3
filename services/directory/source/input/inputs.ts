import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportUnusable } from '../../errors/importing.ts'
import type { InputFile } from '../feed.ts'
import { archiveKindOf } from './archive-kind.ts'
import { type DownloadLimits, download, nameOfUrl } from './download.ts'
import { filesBelow } from './files-below.ts'
import { gzipFile } from './gzip-file.ts'
import { scannedFile } from './prescan.ts'
import { isFile, isSkipped, type Skipped } from './skipped.ts'
import { zipFiles } from './zip-files.ts'

/** The files that a caller named. They can be opened until this is disposed of, which deletes what was downloaded. */
export interface Inputs extends AsyncDisposable {
  readonly files: readonly InputFile[]
  /** What an archive holds that cannot be read as a file. */
  readonly skipped: readonly Skipped[]
}

/**
 * Finds the files behind paths and URLs: files, folders with all that is below them, archives told apart by content.
 *
 * Each file is passed over once, for its encoding and digest.
 *
 * @param locations paths, and URLs that begin with `http://` or `https://`
 * @throws {ImportUnusable} when a location is not there
 * @throws {ImportRefused} for an archive that is broken or suspicious
 */
export async function inputsOf(
  locations: readonly string[],
  limits: DownloadLimits = {},
): Promise<Inputs> {
  await using stack = new AsyncDisposableStack()
  const downloads = new Downloads(limits)
  stack.defer(() => downloads.delete())
  const found = await Array.fromAsync(inputsAt(locations, downloads))
  const kept = stack.move()
  return {
    files: found.filter(isFile),
    skipped: found.filter(isSkipped),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function* inputsAt(
  locations: readonly string[],
  downloads: Downloads,
): AsyncGenerator<InputFile | Skipped> {
  for (const location of locations) {
    if (!/^https?:\/\//i.test(location)) yield* inputsBelow(location)
    else {
      const url = urlOf(location)
      yield* inputsIn(await downloads.pathOf(url), nameOfUrl(url))
    }
  }
}

function urlOf(location: string): URL {
  if (!URL.canParse(location)) throw new ImportUnusable(`Cannot read "${location}": not a URL`)
  return new URL(location)
}

async function* inputsBelow(path: string): AsyncGenerator<InputFile | Skipped> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new ImportUnusable(`Cannot read "${path}": no such file or folder`, { cause })
  })
  if (!found.isDirectory()) {
    yield* inputsIn(path, path)
    return
  }
  for await (const file of filesBelow(path)) yield* inputsIn(file, file)
}

// A chunk and what is cut from it live for as long as its last row: in small ones that is not long enough for the garbage
// collector to move them to where garbage waits. It is also what the unpacking of an archive gives.
const CHUNKS = { highWaterMark: 16 * 1024 }

async function* inputsIn(path: string, name: string): AsyncGenerator<InputFile | Skipped> {
  const kind = await archiveKindOf(path)
  if (kind === 'zip') yield* zipFiles(path, name)
  else if (kind === 'gzip') yield await gzipFile(path, name)
  else yield await scannedFile(name, async () => createReadStream(path, CHUNKS))
}

/** Downloaded files, in a folder of their own. */
class Downloads {
  readonly #limits: DownloadLimits
  #folder: string | null = null
  #count = 0

  constructor(limits: DownloadLimits) {
    this.#limits = limits
  }

  async pathOf(url: URL): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'fundament-'))
    const path = join(this.#folder, String(this.#count++))
    await download(url, path, this.#limits)
    return path
  }

  async delete(): Promise<void> {
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true })
    this.#folder = null
  }
}
