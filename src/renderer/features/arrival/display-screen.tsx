import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Loading } from '../../components/loading.tsx'
import { useCall } from '../../lib/query.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import styles from './arrival.module.css'

const words = arrivalTexts.display

/** For the waiting room: the numbers called, their counters, and who is next. No names. */
export const DisplayScreen = () => {
  const navigate = useNavigate()
  const shown = useCall('arrival.display', {}, { keep: true })
  if (shown.data === undefined) return <Loading />
  const { officeName, called, next, waiting } = shown.data
  return (
    <main className={styles.wall} id="isi" tabIndex={-1}>
      <div className={styles.wallHead}>
        <h1 style={{ fontSize: 'inherit', margin: 0 }}>{officeName}</h1>
        <div className={styles.wallButtons}>
          <Button variant="white" onClick={() => void document.documentElement.requestFullscreen?.()}>
            {words.full}
          </Button>
          <Button
            variant="white"
            onClick={() => {
              if (document.fullscreenElement !== null) void document.exitFullscreen()
              void navigate({ to: '/antrean' })
            }}
          >
            {words.leave}
          </Button>
        </div>
      </div>
      <div className={styles.wallNow} aria-live="assertive">
        {called.length === 0 ? (
          <p className={styles.wallNext}>{words.empty}</p>
        ) : (
          called.slice(0, 4).map((one) => (
            <div key={one.label} className={styles.wallCard}>
              <div className={styles.wallNumber}>{one.label}</div>
              <div className={styles.wallCounter}>{one.counter}</div>
            </div>
          ))
        )}
      </div>
      <div className={styles.wallNext}>{next.length === 0 ? words.waiting(waiting) : `${words.next}: ${next.join(' · ')}`}</div>
    </main>
  )
}
