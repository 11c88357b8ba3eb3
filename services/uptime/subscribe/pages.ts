/** What a link of a mail does. */
export type Act = 'confirm' | 'end'

/** What a page says, in Danish and in English. */
export type Said = 'ask' | 'done' | 'unknown'

type Words = readonly [heading: string, text: string]

const WORDS: Readonly<Record<'da' | 'en', Readonly<Record<Act, Readonly<Record<Said, Words>>>>>> = {
  da: {
    confirm: {
      ask: ['Bekræft', 'Vil du have besked om driftsforstyrrelser på din adresse?'],
      done: ['Bekræftet', 'Du får besked om driftsforstyrrelser fra nu af.'],
      unknown: ['Kan ikke bekræfte', 'Linket er ukendt, eller der er gået mere end 24 timer.'],
    },
    end: {
      ask: ['Afmeld', 'Vil du ikke længere have besked om driftsforstyrrelser?'],
      done: ['Afmeldt', 'Du får ikke flere beskeder, og din adresse er glemt.'],
      unknown: ['Kan ikke afmelde', 'Linket er ukendt, eller adressen er allerede glemt.'],
    },
  },
  en: {
    confirm: {
      ask: ['Confirm', 'Do you want to hear of disruptions at your address?'],
      done: ['Confirmed', 'You will hear of disruptions from now on.'],
      unknown: ['Cannot confirm', 'The link is unknown, or more than 24 hours have passed.'],
    },
    end: {
      ask: ['Unsubscribe', 'Do you want to hear no more of disruptions?'],
      done: ['Unsubscribed', 'You will hear no more, and your address is forgotten.'],
      unknown: ['Cannot unsubscribe', 'The link is unknown, or the address is forgotten already.'],
    },
  },
}

/**
 * A page behind a link of a mail. Nothing happens until a button is pressed: programs that look at mail follow its links.
 *
 * @param act of a fixed few; nothing that came with the request stands in the page
 */
export function pageOf(act: Act, said: Said): string {
  const parts = (['da', 'en'] as const).map((language) => {
    const [heading, text] = WORDS[language][act][said]
    const button = said === 'ask' ? `<p><button type="submit">${heading}</button></p>` : ''
    return `<section lang="${language}"><h1>${heading}</h1><p>${text}</p>${button}</section>`
  })
  const main =
    said === 'ask' ? `<form method="post">${parts.join('<hr>')}</form>` : parts.join('<hr>')
  const [title] = WORDS.da[act][said]
  return `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · Fundament</title></head>
<body><main>${main}<p><a href="/status">/status</a></p></main></body></html>
`
}
