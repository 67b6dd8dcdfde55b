/**
 * Text as a workbook may show it: without control characters, and never read as a formula. A text that begins like one
 * (`=`, `+`, `-`, `@`, `|`, `%`, also behind blanks or a byte order mark) gets an apostrophe in front; a lone sign is
 * only a sign.
 */
export const safeCellText = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these characters
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return /^[\s\ufeff]*[=+\-@|%][\s\S]*\S/.test(clean) && clean.trim().length > 1 ? `'${clean}` : clean
}
