import { Link } from '@tanstack/react-router'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { useMay } from '../../lib/session.ts'
import { letterTabTexts as words } from '../../texts/letter-tabs.ts'
import styles from './letter-tabs.module.css'

const parts = [
  { key: 'book', to: '/surat', needs: 'letters.read' },
  { key: 'handOver', to: '/surat/penyerahan', needs: 'letters.read' },
  { key: 'maps', to: '/surat/map', needs: 'letters.read' },
  { key: 'proof', to: '/surat/periksa', needs: 'letters.read' },
  { key: 'lists', to: '/surat/daftar', needs: 'letters.print' },
  { key: 'kinds', to: '/surat/jenis', needs: 'definitions.read' },
  { key: 'numbering', to: '/surat/penomoran', needs: 'letters.read' },
] as const satisfies { key: keyof typeof words.parts; to: string; needs: Permission }[]

/** The rooms of the letter desk, the same line on each of their screens. */
export const LetterTabs = (props: { shown: (typeof parts)[number]['key'] }) => {
  const may = useMay()
  return (
    <nav aria-label={words.label} className={styles.tabs}>
      {parts
        .filter(({ needs }) => may(needs))
        .map(({ key, to }) => (
          <Link key={key} to={to} aria-current={key === props.shown ? 'page' : undefined} activeOptions={{ exact: true }}>
            {words.parts[key]}
          </Link>
        ))}
    </nav>
  )
}
