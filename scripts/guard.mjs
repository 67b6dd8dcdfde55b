// First thing every entry point runs. It imports nothing: on an old Node the SQLite driver would
// end the process without a word, so the version is checked before anything else is loaded.
const [major] = process.versions.node.split('.').map(Number)
if (major !== 24) {
  process.stderr.write(
    `Loket SLRT butuh Node 24, tetapi yang berjalan Node ${process.versions.node}.\n` +
      'Jalankan lewat npm (npm start, npm test, npm run cli): npm ci sudah memasang Node 24 di dalam proyek.\n' +
      '(Loket SLRT needs Node 24; run it through npm, which puts the Node 24 installed by npm ci first on the PATH.)\n',
  )
  process.exit(1)
}
