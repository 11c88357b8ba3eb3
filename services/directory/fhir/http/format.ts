import { FhirFormatNotAcceptable } from '../../errors/fhir.ts'

/** How a resource is written. */
export type Format = 'json' | 'xml'

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/fhir+json',
  xml: 'application/fhir+xml',
}

const FORMATS: Readonly<Record<string, Format>> = {
  json: 'json',
  'application/json': 'json',
  'application/fhir+json': 'json',
  'text/json': 'json',
  xml: 'xml',
  'application/xml': 'xml',
  'application/fhir+xml': 'xml',
  'text/xml': 'xml',
  '*/*': 'json',
  'application/*': 'json',
  'text/*': 'xml',
}

/**
 * The format that a caller takes: `_format` counts before Accept, and without either it is JSON.
 *
 * @throws {FhirFormatNotAcceptable} where none of ours is among those it takes
 */
export function formatFor(parameter: string | undefined, accept: string | undefined): Format {
  if (parameter) {
    // A plus that was not escaped in the URL has become a space.
    const format = formatOfType(parameter.trim().replaceAll(' ', '+'))
    if (!format) throw new FhirFormatNotAcceptable()
    return format
  }
  if (accept === undefined || accept.trim() === '') return 'json'
  const [best] = accept
    .split(',')
    .flatMap((range) => {
      const quality = Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? 1)
      const format = formatOfType(range)
      return format && quality > 0 ? [{ format, quality }] : []
    })
    .sort((one, other) => other.quality - one.quality)
  if (!best) throw new FhirFormatNotAcceptable()
  return best.format
}

/** @returns undefined for a type that is not ours, and for another version of FHIR than R4 */
export function formatOfType(type: string): Format | undefined {
  const [name = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase())
  const version = parameters.find((parameter) => parameter.startsWith('fhirversion='))
  if (version !== undefined && !/^fhirversion="?4\.0"?$/.test(version)) return undefined
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
}
