import { docx } from '../libraries.ts'

/**
 * A finished story as a Word document (A4, Indonesian), to be worked on by whoever tells it further. It holds the given words
 * and the office's name, nothing else: no author, no case number.
 */
export const storyDocument = (story: {
  title: string
  lines: readonly string[]
  foot: string
  author: string
  practice: boolean
}): Promise<Buffer> => {
  const { AlignmentType, convertMillimetersToTwip, Document, Footer, Header, HeadingLevel, Packer, Paragraph, TextRun } = docx()
  const margin = convertMillimetersToTwip(25)
  return Packer.toBuffer(
    new Document({
      title: story.title,
      creator: story.author,
      lastModifiedBy: story.author,
      styles: {
        default: {
          document: { run: { font: 'Calibri', size: 22, language: { value: 'id-ID' } } },
          heading1: { run: { size: 30, bold: true }, paragraph: { spacing: { after: 240 } } },
        },
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
              margin: { top: margin, bottom: margin, left: margin, right: margin },
            },
          },
          ...(story.practice
            ? {
                headers: {
                  default: new Header({
                    children: [
                      new Paragraph({
                        alignment: AlignmentType.RIGHT,
                        children: [new TextRun({ text: 'LATIHAN', bold: true, color: 'B00020' })],
                      }),
                    ],
                  }),
                },
              }
            : {}),
          footers: {
            default: new Footer({ children: [new Paragraph({ children: [new TextRun({ text: story.foot, size: 18 })] })] }),
          },
          children: [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(story.title)] }),
            ...story.lines.map(
              (line) =>
                new Paragraph({
                  spacing: { after: 160, line: 320 },
                  children: line.split('\n').map((text, index) => new TextRun({ text, ...(index === 0 ? {} : { break: 1 }) })),
                }),
            ),
          ],
        },
      ],
    }),
  )
}
