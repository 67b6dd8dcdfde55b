import { takeHostLock } from '../../src/main/core/host-lock.ts'

// Holds a data folder until it is killed: node hold-lock.ts FOLDER
takeHostLock(process.argv[2] as string, 'browser', '2026-11-22T00:00:00Z')
process.stdout.write('held\n')
process.stdin.resume()
