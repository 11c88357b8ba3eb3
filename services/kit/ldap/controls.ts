import { Ber, type BerReader, BerWriter, Control } from 'ldapts'
import type { LdapFilter } from './filter.ts'

/**
 * A change happens only to an entry that the filter takes.
 *
 * @see RFC 4528
 */
export class OnlyIf extends Control {
  readonly #filter: LdapFilter

  constructor(filter: LdapFilter) {
    super('1.3.6.1.1.12', { critical: true })
    this.#filter = filter
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter()
    this.#filter.write(value)
    writer.writeBuffer(value.buffer, Ber.OctetString)
  }

  protected override parseControl(_reader: BerReader): void {}
}
