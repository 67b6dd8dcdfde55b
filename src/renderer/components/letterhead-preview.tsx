import styles from './letterhead-preview.module.css'

/** How the letterhead will look; the PDF itself is shown when a letter is made. */
export const LetterheadPreview = (props: {
  label: string
  governmentName: string
  name: string
  unitName: string
  address: string
  phone: string
  email: string
  website: string
  logo?: string | null
}) => {
  const contacts = [
    props.phone === '' ? '' : `Telepon ${props.phone}`,
    props.email === '' ? '' : `Surel ${props.email}`,
    props.website === '' ? '' : `Laman ${props.website}`,
  ].filter((part) => part !== '')
  return (
    <figure className={styles.paper} aria-label={props.label}>
      <div className={styles.head}>
        {props.logo === undefined || props.logo === null ? null : <img src={props.logo} alt="Logo" className={styles.logo} />}
        <div className={styles.lines}>
          <div className={styles.government}>{props.governmentName || '…'}</div>
          <div className={styles.name}>{(props.name || '…').toUpperCase()}</div>
          {props.unitName === '' ? null : <div className={styles.unit}>{props.unitName}</div>}
          <div className={styles.small}>{props.address}</div>
          <div className={styles.small}>{contacts.join(' · ')}</div>
        </div>
      </div>
    </figure>
  )
}
