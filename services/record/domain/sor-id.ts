// The scheme's permutation, applied once more for each place from the right.
const PERMUTED = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

// Sequence, the namespace of SOR, partition 00, check digit.
const SHAPE = /^[1-9]\d*100001600\d$/

/** @returns why the text is no SOR id; null where it is one */
export function wrongSorId(text: string): string | null {
  if (!/^\d{11,19}$/.test(text)) return 'a SOR id has 11 to 19 digits'
  if (!SHAPE.test(text)) return 'a SOR id ends in 1000016, 00 and a check digit'
  return checksum(text) === 0 ? null : 'its check digit (Verhoeff) is wrong'
}

function checksum(digits: string): number {
  return [...digits].toReversed().reduce((sum, digit, place) => {
    let permuted = Number(digit)
    for (let times = 0; times < place % 8; times++) permuted = PERMUTED[permuted] ?? 0
    return product(sum, permuted)
  }, 0)
}

// Of the dihedral group of the pentagon: 0 to 4 turn it, 5 to 9 flip it too.
function product(one: number, other: number): number {
  const turned = one < 5 ? one + (other % 5) : one - (other % 5) + 5
  return (turned % 5) + (one < 5 === other < 5 ? 0 : 5)
}
