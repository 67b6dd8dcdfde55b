import { Text } from '@mantine/core'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { fileUrl } from '../../lib/files.ts'
import { letterTexts } from '../../texts/letters.ts'
import styles from './letters.module.css'
import { openPdf } from './pdf-open.ts'

const load = async (fileId: string): Promise<PDFDocumentProxy> => {
  const response = await fetch(fileUrl({ fileId }), { credentials: 'same-origin' })
  if (!response.ok)
    throw new AppError('NOT_FOUND', 'Pratinjau tidak tersedia lagi.', { hint: 'Ubah satu isian, atau buka ulang halaman ini.' })
  return openPdf(new Uint8Array(await response.arrayBuffer()))
}

/**
 * Draws a page at the width it has on screen; sharp on dense screens. Drawn apart and shown when finished: the former page
 * stays in sight meanwhile, and two drawings never meet on one canvas.
 */
const draw = async (pdf: PDFDocumentProxy, number: number, width: number, stop: AbortSignal): Promise<HTMLCanvasElement> => {
  const page = await pdf.getPage(number)
  stop.throwIfAborted()
  const scale = (width / page.getViewport({ scale: 1 }).width) * Math.max(1, window.devicePixelRatio)
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  const task = page.render({ canvas, viewport })
  stop.addEventListener('abort', () => task.cancel())
  await task.promise
  return canvas
}

/** The PDF itself, page below page: what is seen is what prints. The former one stays until the next is ready. */
export const PdfPages = (props: { fileId: string | null }) => {
  const { fileId } = props
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (fileId === null) return
    let gone = false
    setError(null)
    load(fileId).then(
      (loaded) => {
        if (gone) void loaded.loadingTask.destroy()
        else setPdf(loaded)
      },
      (failure: unknown) => {
        if (!gone) setError(failure)
      },
    )
    return () => {
      gone = true
    }
  }, [fileId])
  useEffect(() => () => void pdf?.loadingTask.destroy(), [pdf])
  if (error !== null) return <ErrorBox error={error} />
  if (pdf === null) return <Loading />
  return (
    <div className={styles.pages} data-pages={pdf.numPages}>
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage key={String(index)} pdf={pdf} number={index + 1} />
      ))}
    </div>
  )
}

const PdfPage = (props: { pdf: PDFDocumentProxy; number: number }) => {
  const shown = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    const stop = new AbortController()
    draw(props.pdf, props.number, shown.current?.parentElement?.clientWidth ?? 600, stop.signal).then(
      (canvas) => {
        const target = shown.current
        if (target === null || stop.signal.aborted) return
        target.width = canvas.width
        target.height = canvas.height
        target.getContext('2d')?.drawImage(canvas, 0, 0)
        setDrawn(true)
      },
      (failure: unknown) => {
        // A drawing that was called off, or whose document was closed, is no failure.
        if (!stop.signal.aborted) setError(failure)
      },
    )
    return () => stop.abort()
  }, [props.pdf, props.number])
  const name = letterTexts.detail.page(props.number, props.pdf.numPages)
  return (
    <figure className={styles.page} data-drawn={drawn}>
      {error === null ? null : <ErrorBox error={error} />}
      <canvas ref={shown} role="img" aria-label={name} />
      {props.pdf.numPages > 1 ? (
        <Text size="xs" c="dimmed" component="figcaption">
          {name}
        </Text>
      ) : null}
    </figure>
  )
}
