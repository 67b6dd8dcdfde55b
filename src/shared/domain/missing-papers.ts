const prefix = 'Berkas yang belum ada: '

/** The line under a need's description that names papers a clerk has not seen yet. */
export const missingPapersLine = (papers: readonly string[]): string => `${prefix}${papers.join(', ')}.`

/** The papers such a line names, as written; '' when nothing is missing or nobody looked. */
export const missingPapersIn = (description: string): string =>
  description
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length))
    .join(' ')
