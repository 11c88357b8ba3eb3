import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** A file that pages need. */
export interface Asset {
  readonly type: string
  readonly content: Buffer
  /** Compressed by Brotli; null for what is compressed by itself. */
  readonly compressed: Buffer | null
}

/** Files by the name under which pages ask for them; a name holds the hash of all of them. */
export interface Assets {
  readonly files: ReadonlyMap<string, Asset>
  readonly stylesheets: readonly string[]
}

const dkfds = join(dirname(createRequire(import.meta.url).resolve('dkfds')), '..')

const css = join(import.meta.dirname, 'css')
/** Our own sheet, in this order. */
const OWN = ['ground', 'frame', 'states', 'services', 'incidents', 'charts', 'history'] as const

/** The weights that pages use, with the letters of western Europe. */
const WEIGHTS = ['Regular', 'SemiBold', 'Bold'] as const

/** Reads the files once; they are a few hundred kilobytes. */
export function readAssets(): Assets {
  const fonts = WEIGHTS.map((weight) => {
    const name = `IBMPlexSans-${weight}-Latin1.woff2`
    const content = readFileSync(join(dkfds, 'fonts', 'IBMPlexSans', 'split', 'woff2', name))
    return [name, { type: 'font/woff2', content, compressed: null }] as const
  })
  const sheets = [
    ['dkfds.css', withOwnFonts(readFileSync(join(dkfds, 'css', 'dkfds.min.css'), 'utf8'))],
    ['status.css', OWN.map((name) => readFileSync(join(css, `${name}.css`), 'utf8')).join('\n')],
  ] as const
  const all = [...fonts, ...sheets.map(([name, text]) => [name, sheet(text)] as const)]
  const hash = createHash('sha256')
  for (const [name, { content }] of all) hash.update(name).update(content)
  const folder = hash.digest('base64url').slice(0, 16)
  return {
    files: new Map(all.map(([name, asset]) => [`${folder}/${name}`, asset])),
    stylesheets: sheets.map(([name]) => `/status/assets/${folder}/${name}`),
  }
}

function sheet(text: string): Asset {
  const content = Buffer.from(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 8 }
  return {
    type: 'text/css; charset=utf-8',
    content,
    compressed: brotliCompressSync(content, { params }),
  }
}

const FONT_FACE = /@font-face\s*\{[^}]*\}/g

/**
 * The design system offers each face in several formats and with all letters of the world. Of its faces those stay that
 * pages use, in the smallest format, lying beside the stylesheet.
 */
const withOwnFonts = (css: string): string =>
  css.replace(FONT_FACE, (face) => {
    const weight = WEIGHTS.find((name) => face.includes(`/IBMPlexSans-${name}.woff2`))
    if (!weight) return ''
    const src = `src:url(IBMPlexSans-${weight}-Latin1.woff2) format("woff2")`
    return face.replace(/src:[^;}]*/, src)
  })
