import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A print service of one's own: the commands of CUPS as programs that write files, or fail as a printer does. */
export interface FakePrinter {
  /** Put it first on the PATH of whatever prints. */
  folder: string
  /** What came out, oldest first: the PDF and the words it was asked for with. */
  papers(): { bytes: Buffer; asked: string }[]
  /** How the printer is: ready, or one of the ways in which it does not print. */
  be(state: 'ready' | 'offline' | 'jammed' | 'gone' | 'failing' | 'jamming' | 'busy'): void
  /** Documents that wait in its spool. */
  spooled(): number
  /** Puts it first on this process's PATH until closed. */
  use(): void
  close(): void
}

const script = (lines: string): string => `#!/bin/sh\nhere=$(dirname "$0")\n${lines}\n`

// The state file holds one word; every command looks at it anew, as a printer is looked at.
const programs = {
  lpstat: script(`state=$(cat "$here/state")
if [ "$1" = "-o" ]; then cat "$here/jobs" 2>/dev/null; exit 0; fi
jam=no
if [ "$state" = jammed ]; then jam=yes; fi
if [ "$state" = jamming ] && [ -s "$here/jobs" ]; then jam=yes; fi
if [ "$state" != gone ]; then
  if [ "$state" = offline ]; then
    echo "printer Loket disabled since Sun Nov 22 10:00:00 2026 -"
    echo "	The printer is not connected."
  elif [ "$jam" = yes ]; then
    echo "printer Loket now printing Loket-1.  enabled since Sun Nov 22 10:00:00 2026"
    echo "	Paper jam"
  else
    echo "printer Loket is idle.  enabled since Sun Nov 22 10:00:00 2026"
  fi
fi
echo "printer Gudang is idle.  enabled since Sun Nov 22 10:00:00 2026"
echo "system default destination: Loket"`),
  lpoptions: script('echo "PageSize/Media Size: A4 *Custom.WIDTHxHEIGHT"; echo "InputSlot/Media Source: *Auto Tray1 Tray2"'),
  lp: script(`state=$(cat "$here/state")
if [ "$state" = failing ]; then echo "lp: The printer or class does not exist." >&2; exit 1; fi
number=$(ls "$here/out" | grep -c pdf)
number=$((number + 1))
for last; do :; done
cp "$last" "$here/out/$number.pdf"
echo "$*" > "$here/out/$number.txt"
if [ "$state" = jamming ] || [ "$state" = busy ]; then echo "Loket-$number user 1024 Sun 22 Nov 2026" >> "$here/jobs"; fi
echo "request id is Loket-$number (1 file(s))"`),
  cancel: script('grep -v "^$1 " "$here/jobs" > "$here/jobs.new"; mv "$here/jobs.new" "$here/jobs"'),
}

/** Makes such a service in a folder of its own. */
export const fakePrinter = (): FakePrinter => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-printer-'))
  mkdirSync(join(folder, 'out'))
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o755)
  }
  writeFileSync(join(folder, 'state'), 'ready')
  const before = process.env.PATH ?? ''
  return {
    folder,
    papers: () =>
      readdirSync(join(folder, 'out'))
        .filter((name) => name.endsWith('.pdf'))
        .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .map((name) => ({
          bytes: readFileSync(join(folder, 'out', name)),
          asked: readFileSync(join(folder, 'out', name.replace('.pdf', '.txt')), 'utf8').trim(),
        })),
    be: (state) => writeFileSync(join(folder, 'state'), state),
    spooled: () =>
      existsSync(join(folder, 'jobs'))
        ? readFileSync(join(folder, 'jobs'), 'utf8')
            .split('\n')
            .filter((line) => line !== '').length
        : 0,
    use: () => {
      process.env.PATH = `${folder}${delimiter}${before}`
    },
    close: () => {
      process.env.PATH = before
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
