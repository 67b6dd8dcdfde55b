/** A QR code from its squares, with the quiet margin that scanners want; black on white in every theme. */
export const QrCode = (props: { squares: readonly string[]; label: string; size: number }) => {
  const side = props.squares.length + 8
  const path = props.squares
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index + 4} ${y + 4}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join('')
  return (
    <svg
      role="img"
      aria-label={props.label}
      width={props.size}
      height={props.size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
