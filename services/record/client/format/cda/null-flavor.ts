import { attribute } from '../../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'

/** The element, unless it is absent or says by a null flavour that it holds nothing. */
export const unlessNull = (element: XmlElement | null): XmlElement | null =>
  element && attribute(element, 'nullFlavor') === null ? element : null
