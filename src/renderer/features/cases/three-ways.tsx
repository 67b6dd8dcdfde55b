import { Link } from '@tanstack/react-router'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.list

/** How a case begins; each way is a link to where it begins. */
export const ThreeWays = () => (
  <>
    {words.emptyText}
    <ul className={styles.ways}>
      <li>
        <Link to="/loket">{words.ways.counter}</Link>. {words.ways.counterText}
      </li>
      <li>
        <Link to="/warga">{words.ways.person}</Link>. {words.ways.personText}
      </li>
      <li>
        <Link to="/impor">{words.ways.import}</Link>. {words.ways.importText}
      </li>
    </ul>
  </>
)
