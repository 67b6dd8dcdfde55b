/** Excel writes control characters inside texts as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const unescapeControl = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Column letters of a column number from 0: 0 → A, 25 → Z, 26 → AA. */
export const columnLetters = (index: number): string => {
  let text = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}
