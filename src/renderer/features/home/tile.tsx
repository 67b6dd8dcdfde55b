import { Link } from '@tanstack/react-router'
import type { Tone } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import styles from './home.module.css'

/** A figure that leads to its list. */
export const Tile = (props: {
  label: string
  value: number
  note?: string
  tone: Tone
  to: '/pemberitahuan' | '/kasus' | '/rujukan' | '/surat' | '/surat/map' | '/warga'
  search: Record<string, boolean | string>
}) => (
  <Link to={props.to} search={props.search} className={styles.tile} data-tone={props.tone}>
    <span className={styles.figure}>{number(props.value)}</span>
    <span className={styles.label}>{props.label}</span>
    {props.note === undefined ? null : <span className={styles.note}>{props.note}</span>}
  </Link>
)
