import { List, Text } from '@mantine/core'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { number } from '../../lib/format.ts'
import { importTexts } from '../../texts/imports.ts'
import { FileStep } from './import-file-steps.tsx'

const sentence = (pack: ImportPackage): string => {
  const { people } = pack.counts
  switch (pack.state) {
    case 'applied':
      return `${number(people.new)} warga baru dan ${number(people.changed)} perubahan sudah ditulis. ${number(people.doubtful + people.refused)} baris tidak ditulis karena perlu dicek atau ditolak.`
    case 'undone':
      return 'Data sudah dikembalikan seperti sebelum impor ini.'
    case 'discarded':
      return 'Hasil baca berkas ini dibuang. Data warga tidak pernah berubah olehnya.'
    case 'failed':
      return 'Impor ini gagal dan tidak menulis apa pun. Coba impor lagi berkasnya.'
    default:
      return 'Belum ditulis. Periksa dulu baris-barisnya di langkah 3, lalu tekan tombol tulis di kanan atas.'
  }
}

/** Step 4: what was written, and what an undo did. */
export const ImportResult = (props: { pack: ImportPackage; undone: OutputOf<'imports.undo'> | null }) => (
  <>
    <div className="card" style={{ marginBottom: 8 }} role="status">
      <Text>{sentence(props.pack)}</Text>
      {props.undone === null ? null : (
        <>
          <Text mt="xs">{importTexts.undone(number(props.undone.restored), number(props.undone.removed))}</Text>
          {props.undone.kept === 0 ? null : (
            <>
              <Text mt="xs">{importTexts.kept(number(props.undone.kept))}</Text>
              <List size="sm">
                {props.undone.keptNames.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name; the list never changes
                  <List.Item key={index}>{name}</List.Item>
                ))}
              </List>
            </>
          )}
        </>
      )}
    </div>
    <FileStep pack={props.pack} />
  </>
)
