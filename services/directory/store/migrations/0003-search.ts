import { type Kysely, sql } from 'kysely'

/** What names are folded by, and the tables of the search. They are filled by the next import or start, which knows how. */
export async function up(db: Kysely<never>): Promise<void> {
  await foldText(db)
  await sql`create table search_entry (
    first_revision integer not null,
    last_revision integer not null,
    day_from date not null,
    day_to date not null,
    status smallint not null,
    level smallint not null,
    region smallint,
    type text collate "C",
    length smallint not null,
    audience text collate "C" not null,
    sor_id text collate "C" not null,
    folded text collate "C" not null,
    terms tsvector not null
  )`.execute(db)
  // What waits in a list beside the index would be read by every search until somebody clears it away.
  await sql`create index search_entry_terms on search_entry using gin (terms) with (fastupdate = off)`.execute(
    db,
  )
  await sql`create index search_entry_sor_id on search_entry (sor_id)`.execute(db)
  await sql`create index search_entry_in_order on search_entry (status, level, length, folded, sor_id)`.execute(
    db,
  )
  await sql`create index search_entry_audience on search_entry (audience, sor_id) where audience <> ''`.execute(
    db,
  )
  await sql`create table search_word (
    id bigint generated always as identity primary key,
    word text collate "C" not null unique
  )`.execute(db)
  await sql`create table search_state (
    only_one boolean primary key default true check (only_one),
    revision integer not null,
    restricted text not null
  )`.execute(db)
}

// Does what `foldText` of the domain does. Plain text is by far the most, and needs no look at its accents.
async function foldText(db: Kysely<never>): Promise<void> {
  await sql`
    create function fold_text(input text) returns text
    language sql immutable parallel safe strict
    return btrim(regexp_replace(
      translate(
        case when input ~ '[^ -~]' then regexp_replace(normalize(
          ${spelled(sql`translate(normalize(input, NFC), '’´', '')`)}, NFD), '[\u0300-\u036f]', '', 'g')
        else input end,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ\`''', 'abcdefghijklmnopqrstuvwxyz'),
      '[^a-z0-9]+', ' ', 'g'))`.execute(db)
}

const PAIRS = [
  ...[
    'æ>ae',
    'Æ>ae',
    'ä>ae',
    'Ä>ae',
    'ø>oe',
    'Ø>oe',
    'ö>oe',
    'Ö>oe',
    'œ>oe',
    'Œ>oe',
    'å>aa',
    'Å>aa',
  ],
  ...['þ>th', 'Þ>th', 'ð>d', 'Ð>d', 'ł>l', 'ß>ss'],
]

const spelled = (input: ReturnType<typeof sql>) =>
  PAIRS.reduce((inner, pair) => {
    const [letter = '', folded = ''] = pair.split('>')
    return sql`replace(${inner}, ${sql.lit(letter)}, ${sql.lit(folded)})`
  }, input)
