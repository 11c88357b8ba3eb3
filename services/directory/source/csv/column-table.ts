/**
 * How a column's name is known: `documented` by the register's owner, `seen` in programs that read the live file, or
 * `inferred` from the register's other files and services.
 */
export type NameMark = 'documented' | 'seen' | 'inferred'

/** One field, and the names under which a column may hold it; the first that the file has is taken. */
export interface Column<Field extends string> {
  readonly field: Field
  /** A file without it is refused. */
  readonly required: boolean
  readonly names: readonly (readonly [name: string, mark: NameMark])[]
}

/** The columns of one kind of file, as data. */
export interface ColumnTable<Field extends string = string> {
  /** Name of the kind of file, for people. */
  readonly name: string
  readonly format: string
  /** Whether quotes delimit a value (`quoted`) or are characters like any other (`plain`). */
  readonly dialect: Dialect
  /** Its columns are called as those of many other lists, so that half of them tell nothing. */
  readonly hasCommonNames?: true
  readonly columns: readonly Column<Field>[]
}

/** See {@link ColumnTable}. */
export type Dialect = 'quoted' | 'plain'

/** The names of a column in order of preference, by how they are known. */
export type Names = Partial<Record<NameMark, readonly string[]>>

/** A column that a file may lack. */
export const column = <Field extends string>(field: Field, names: Names): Column<Field> => ({
  field,
  required: false,
  names: MARKS.flatMap((mark) => (names[mark] ?? []).map((name) => [name, mark] as const)),
})

/** A column without which a file is refused. */
export const needed = <Field extends string>(field: Field, names: Names): Column<Field> => ({
  ...column(field, names),
  required: true,
})

const MARKS = ['documented', 'seen', 'inferred'] as const

/** A column's name as it is compared: letters and digits only, lower case, æ ø å written out. */
export const columnKey = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll(/[^a-z0-9]/g, '')
