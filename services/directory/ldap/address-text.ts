import type { AddressBlock } from '../domain/unit/address.ts'

/**
 * An address as IHE HPD writes it in one value: `status=Primary $ addr=… $ streetName=… $ city=… $ postalCode=…`.
 *
 * @see IHE ITI Technical Framework Supplement HPD, the syntax of its address attributes; by heart, and unverified
 */
export function addressText(block: AddressBlock): string {
  const line = [block.street, block.building, block.floor, block.suite].filter(Boolean).join(', ')
  const parts: readonly (readonly [string, string | null])[] = [
    ['status', 'Primary'],
    [
      'addr',
      [line, `${block.postCode ?? ''} ${block.city ?? ''}`.trim()].filter(Boolean).join(', '),
    ],
    ['streetName', block.street],
    ['city', block.city],
    ['postalCode', block.postCode],
    ['country', block.country],
  ]
  return parts.flatMap(([name, value]) => (value ? [`${name}=${escaped(value)}`] : [])).join(' $ ')
}

const escaped = (value: string): string => value.replaceAll('\\', '\\5c').replaceAll('$', '\\24')
