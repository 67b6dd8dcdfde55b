import { bwip } from '../libraries.ts'

/**
 * A QR code as rows of dark (1) and light (0) squares, without the margin.
 * @param level error correction: L for a screen, M for paper that is folded
 */
export const qrSquares = (text: string, level: 'L' | 'M'): string[] => {
  const [code] = bwip().raw('qrcode', text, `eclevel=${level}`)
  if (code === undefined || !('pixs' in code)) throw new Error('no QR code')
  const { pixs, pixx, pixy } = code
  return Array.from({ length: pixy }, (_, y) => Array.from(pixs.slice(y * pixx, (y + 1) * pixx), Number).join(''))
}
