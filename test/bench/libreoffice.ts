import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { type BareLine, type BareWords, bareLines } from './bare-document.ts'

const resources = resolve(import.meta.dirname, '../../resources')

/** What LibreOffice took for all documents. Milliseconds and megabytes. */
export interface LibreOfficeRun {
  version: string
  /** As what the letters were written: sheets of Calc only where Writer is not installed. */
  documents: 'texts' | 'sheets'
  wall: number
  /** Peak of its largest process, looked at every 100 ms. */
  memory: number
}

/** LibreOffice silently leaves out what stands behind some 250 arguments. */
const filesAtOnce = 200

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const styleOf = ({ align, bold }: BareLine): string => `${align}${bold ? '-bold' : ''}`

/** A letter on F4 in the font our letters are set in, as flat OpenDocument. */
const flatDocument = (lines: readonly BareLine[], kind: LibreOfficeRun['documents']): string => {
  const sheet = kind === 'sheets'
  const styles = (['left', 'center', 'justify'] as const).flatMap((align) =>
    [false, true].map(
      (bold) =>
        `<style:style style:name="${styleOf({ text: '', align, bold })}" style:family="${sheet ? 'table-cell' : 'paragraph'}">${sheet ? '<style:table-cell-properties fo:wrap-option="wrap"/>' : ''}<style:paragraph-properties fo:text-align="${align === 'left' ? 'start' : align}"/><style:text-properties style:font-name="Noto Sans" fo:font-size="11pt"${bold ? ' fo:font-weight="bold"' : ''}/></style:style>`,
    ),
  )
  const put = (line: BareLine): string => {
    const style = styleOf(line)
    const paragraphs = escaped(line.text)
      .split('\n')
      .map((text) => `<text:p${sheet ? '' : ` text:style-name="${style}"`}>${text}</text:p>`)
      .join('')
    return sheet
      ? `<table:table-row><table:table-cell table:style-name="${style}" office:value-type="string">${paragraphs}</table:table-cell></table:table-row>`
      : paragraphs
  }
  const body = lines.map(put).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${sheet ? 'spreadsheet' : 'text'}">
<office:font-face-decls><style:font-face style:name="Noto Sans" svg:font-family="'Noto Sans'"/></office:font-face-decls>
<office:automatic-styles>${styles.join('')}<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="174mm"/></style:style><style:style style:name="f4-sheet" style:family="table" style:master-page-name="${sheet ? 'Default' : 'Standard'}"/><style:page-layout style:name="f4"><style:page-layout-properties fo:page-width="215mm" fo:page-height="330mm" fo:margin="20mm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="${sheet ? 'Default' : 'Standard'}" style:page-layout-name="f4">${sheet ? '<style:header style:display="false"/><style:footer style:display="false"/>' : ''}</style:master-page></office:master-styles>
<office:body>${sheet ? `<office:spreadsheet><table:table table:name="Surat" table:style-name="f4-sheet"><table:table-column table:style-name="wide"/>${body}</table:table></office:spreadsheet>` : `<office:text>${body}</office:text>`}</office:body></office:document>`
}

/** Peak of the largest process that works with this profile, in megabytes. */
const largest = (profile: string): number => {
  let most = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) continue
      const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
      most = Math.max(most, peak)
    } catch {
      // It ended meanwhile.
    }
  return most
}

/**
 * Lets LibreOffice convert letters, as documents of the same words, to PDF: 200 files to a call, a profile of its own that
 * is made before the clock runs.
 * @returns null where `soffice` is not installed, or neither Writer nor Calc
 */
export const convertLetters = async (
  folder: string,
  template: LetterTemplateBody,
  letters: readonly BareWords[],
): Promise<LibreOfficeRun | null> => {
  const asked = spawnSync('soffice', ['--version'], { encoding: 'utf8' })
  if (asked.status !== 0) return null
  const [places, made, data] = ['dokumen', 'hasil', 'xdg'].map((name) => join(folder, name)) as [string, string, string]
  for (const path of [places, made, data]) mkdirSync(path)
  // LibreOffice sees the fonts of the user; ours are these.
  symlinkSync(join(resources, 'fonts'), join(data, 'fonts'))
  const profile = pathToFileURL(join(folder, 'profil')).href
  const convert = async (names: readonly string[]): Promise<{ memory: number; files: number }> => {
    let memory = 0
    const child = spawn(
      'soffice',
      [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', made, ...names],
      { cwd: places, env: { ...process.env, XDG_DATA_HOME: data }, stdio: 'ignore' },
    )
    const watch = setInterval(() => {
      memory = Math.max(memory, largest(profile))
    }, 100)
    await new Promise((done) => child.once('close', done))
    clearInterval(watch)
    return { memory, files: readdirSync(made).length }
  }
  for (const documents of ['texts', 'sheets'] as const) {
    const names = letters.map((letter, index) => {
      const name = `${index + 1}.${documents === 'texts' ? 'fodt' : 'fods'}`
      writeFileSync(join(places, name), flatDocument(bareLines(template, letter), documents))
      return name
    })
    if ((await convert(names.slice(0, 1))).files === 0) continue
    const start = performance.now()
    let [memory, files] = [0, 0]
    for (let from = 0; from < names.length; from += filesAtOnce) {
      const done = await convert(names.slice(from, from + filesAtOnce))
      memory = Math.max(memory, done.memory)
      files = done.files
    }
    const wall = performance.now() - start
    if (files !== letters.length) throw new Error(`soffice made ${files} of ${letters.length} files`)
    return { version: asked.stdout.trim().split(' ').slice(0, 2).join(' '), documents, wall, memory }
  }
  return null
}
