import { Button } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { Page } from '../../components/page.tsx'
import { mappingTexts } from '../../texts/mappings.ts'
import { ColumnsView } from './columns-view.tsx'
import { type PendingFile, pendingFile, setPendingFile } from './pending-file.ts'

/** Atur kolom: what each column of a file means, for any file. */
export const ColumnsScreen = () => {
  const [pending, setPending] = useState<PendingFile | null>(pendingFile)
  const take = (next: PendingFile | null): void => {
    setPendingFile(next)
    setPending(next)
  }
  if (pending === null)
    return (
      <Page title={mappingTexts.title}>
        <EmptyState title={mappingTexts.noFileTitle} text={mappingTexts.noFileText} />
        <FilePicker
          label={mappingTexts.choose}
          accept=".xlsx,.xls,.csv,.xlsm"
          onFile={(file) => take({ file, label: '', village: null, packageId: null })}
        />
      </Page>
    )
  return (
    <ColumnsView
      key={pending.file.fileId}
      pending={pending}
      another={
        <Button variant="default" onClick={() => take(null)}>
          {mappingTexts.another}
        </Button>
      }
    />
  )
}
