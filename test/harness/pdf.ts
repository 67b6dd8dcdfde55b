import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A font as a page uses it. */
export interface PdfFont {
  /** PostScript name with its subset tag: `BZZZZZ+NotoSans-Regular`. */
  name: string
  /** Whether its outlines are inside the file. */
  embedded: boolean
}

/** One page as a reader sees it. */
export interface PdfPage {
  /** Points. */
  width: number
  height: number
  /** Lines from top to bottom, words joined by single spaces. */
  text: string
  /** Pieces of text with the left end of their baseline, points from the lower left corner. */
  pieces: { text: string; x: number; y: number; width: number; height: number }[]
  /** Pictures that are drawn, with their size in pixels. */
  images: { width: number; height: number }[]
}

/** A PDF taken apart by the same library that shows it on the screens. */
export interface PdfContent {
  pages: PdfPage[]
  fonts: PdfFont[]
  info: { title: string; author: string; creationDate: string; language: string }
}

const toLines = (pieces: PdfPage['pieces']): string => {
  const lines = new Map<number, PdfPage['pieces']>()
  for (const piece of pieces) {
    const y = [...lines.keys()].find((known) => Math.abs(known - piece.y) < 2) ?? piece.y
    lines.set(y, [...(lines.get(y) ?? []), piece])
  }
  return [...lines.entries()]
    .sort(([above], [below]) => below - above)
    .map(([, line]) =>
      line
        .sort((left, right) => left.x - right.x)
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join('\n')
}

/** Reads text, page sizes, fonts, pictures and metadata of a PDF. */
export const readPdf = async (bytes: Uint8Array): Promise<PdfContent> => {
  const task = getDocument({ data: new Uint8Array(bytes), fontExtraProperties: true, verbosity: 0 })
  const document = await task.promise
  try {
    const fonts = new Map<string, PdfFont>()
    const pages: PdfPage[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const [left, bottom, right, top] = page.view as [number, number, number, number]
      const content = await page.getTextContent()
      const pieces = content.items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                x: item.transform[4] as number,
                y: item.transform[5] as number,
                width: item.width,
                height: item.height,
              },
            ]
          : [],
      )
      const operators = await page.getOperatorList()
      const images: PdfPage['images'] = []
      operators.fnArray.forEach((operator, index) => {
        const [first, width, height] = (operators.argsArray[index] ?? []) as unknown[]
        if (operator === OPS.paintImageXObject) images.push({ width: Number(width), height: Number(height) })
        if (operator === OPS.setFont) {
          const font = page.commonObjs.get(String(first)) as { name: string; missingFile?: boolean }
          fonts.set(font.name, { name: font.name, embedded: font.missingFile !== true })
        }
      })
      pages.push({ width: right - left, height: top - bottom, text: toLines(pieces), pieces, images })
    }
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> }
    return {
      pages,
      fonts: [...fonts.values()],
      info: {
        title: String(info.Title ?? ''),
        author: String(info.Author ?? ''),
        creationDate: String(info.CreationDate ?? ''),
        language: String(info.Language ?? ''),
      },
    }
  } finally {
    await task.destroy()
  }
}
