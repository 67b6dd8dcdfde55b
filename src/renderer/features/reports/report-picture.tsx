import styles from './reports.module.css'

/** A small drawing of a report's first page: letterhead line, title, three tables. */
export const ReportPicture = () => (
  <svg className={styles.picture} viewBox="0 0 60 84" aria-hidden="true" focusable="false">
    <rect x="0.5" y="0.5" width="59" height="83" fill="#fff" stroke="#8aa0a5" />
    <rect x="8" y="7" width="44" height="3" fill="#4d5b60" />
    <rect x="14" y="12" width="32" height="2" fill="#8aa0a5" />
    <rect x="8" y="17" width="44" height="1" fill="#1b2528" />
    {[23, 44, 65].map((top) => (
      <g key={top}>
        <rect x="8" y={top} width="44" height="4" fill="#b3dfe1" />
        {[5, 9, 13].map((line) => (
          <rect key={line} x="8" y={top + line} width="44" height="1" fill="#c5cfd2" />
        ))}
      </g>
    ))}
  </svg>
)
