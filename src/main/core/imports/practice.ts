import { badFile } from '../xlsx/bad-file.ts'

/** The mark of a practice office's files; "PELATIHAN" (a training) is an ordinary word. */
const mark = /(?<!\p{L})latihan(?!\p{L})/iu

/**
 * Keeps practice data out of a real register: a practice office's files carry LATIHAN in their name, title or sheet names.
 * @throws AppError BAD_FILE
 */
export const refusePracticeFile = (fileName: string, words: readonly string[]): void => {
  if (mark.test(fileName) || words.some((word) => mark.test(word)))
    throw badFile(
      'Berkas ini berasal dari kantor latihan.',
      'Data latihan tidak boleh masuk ke data sungguhan. Impor berkas ini di mode latihan.',
    )
}
