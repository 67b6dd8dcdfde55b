import type { FileRef } from '../../shared/contract/common.ts'
import { AppError, isErrorData } from '../../shared/domain/errors.ts'
import { toAppError } from './transport.ts'

/** A file that the host took in; hand `fileId` to the procedure that wants it. */
export interface Uploaded {
  fileId: string
  name: string
  size: number
}

/** Sends a file of the user to the host. Throws AppError (too large, disk full). */
export const uploadFile = async (file: File): Promise<Uploaded> => {
  let body: unknown
  try {
    const response = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
      credentials: 'same-origin',
    })
    body = await response.json()
  } catch (error) {
    throw toAppError(error)
  }
  const answer = body as Partial<Uploaded> & { value?: Uploaded; error?: unknown }
  if (typeof answer.fileId === 'string') return answer as Uploaded
  if (answer.value !== undefined) return answer.value
  if (isErrorData(answer.error)) throw toAppError(answer.error)
  throw new AppError('BAD_FILE', 'Berkas tidak dapat diterima.', { hint: 'Pilih berkas lain, atau simpan ulang lalu coba lagi.' })
}

/** Address of a file of the host, for `<img>`, the PDF view and downloads. */
export const fileUrl = (file: Pick<FileRef, 'fileId'>): string => `/files/${encodeURIComponent(file.fileId)}`

/** Saves a file of the host to the user's downloads under its own name. */
export const downloadFile = (file: FileRef): void => {
  const link = document.createElement('a')
  link.href = `${fileUrl(file)}?download=1`
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
}
