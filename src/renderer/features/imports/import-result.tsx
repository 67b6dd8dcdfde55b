import { Button, List, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { number } from '../../lib/format.ts'
import { importTexts } from '../../texts/imports.ts'
import { CorrectedRows } from './corrected-rows.tsx'
import { FileStep } from './import-file-steps.tsx'

const sentence = (pack: ImportPackage): string => {
  const { people, families } = pack.counts
  const left = people.doubtful + people.refused
  const unwritten = left === 0 ? '' : ` ${number(left)} baris tidak ditulis karena belum diputuskan atau ditolak.`
  switch (pack.state) {
    case 'applied':
      return people.new + people.changed + families.new + families.changed === 0
        ? `${importTexts.nothingChangedText}${unwritten}`
        : `${number(people.new)} warga baru dan ${number(people.changed)} perubahan sudah ditulis.${unwritten}`
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

const changedNothing = ({ state, counts: { people, families } }: ImportPackage): boolean =>
  state === 'applied' && people.new + people.changed + families.new + families.changed === 0

/** Step 4: what was written, what an undo did, and the rows to be corrected. */
export const ImportResult = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const { undone } = pack
  const { people } = pack.counts
  const navigate = useNavigate()
  return (
    <>
      <div className="card" style={{ marginBottom: 8 }} role="status">
        {changedNothing(pack) ? <Text fw={600}>{importTexts.nothingChanged}</Text> : null}
        <Text>{sentence(pack)}</Text>
        {pack.state === 'applied' && people.new + people.changed > 0 ? (
          <Button
            mt="xs"
            size="compact-md"
            variant="default"
            onClick={() => void navigate({ to: '/warga', search: { impor: pack.id } })}
          >
            {importTexts.showPeople}
          </Button>
        ) : null}
        {pack.notRegistered === null ? null : (
          <Text mt="xs">
            {importTexts.marks(
              number(people.changed + people.unchanged),
              number(people.doubtful),
              number(pack.notRegistered),
              number(Math.max(0, people.refused - pack.notRegistered)),
            )}
          </Text>
        )}
        {undone === null ? null : (
          <>
            <Text mt="xs">{importTexts.undone(number(undone.restored), number(undone.removed))}</Text>
            {undone.kept === 0 ? null : (
              <>
                <Text mt="xs">{importTexts.kept(number(undone.kept))}</Text>
                <List size="sm">
                  {undone.keptNames.map((name, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name; the list never changes
                    <List.Item key={index}>{name}</List.Item>
                  ))}
                </List>
              </>
            )}
          </>
        )}
      </div>
      <CorrectedRows pack={pack} />
      <FileStep pack={pack} />
    </>
  )
}
