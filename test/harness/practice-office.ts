import { join } from 'node:path'
import { createApp } from '../../src/main/core/app.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { practiceAdmin, practiceInput } from '../../src/renderer/features/first-start/practice-office.ts'
import { projectDir } from './built.ts'
import { deskNames, deskPassword, type RoleKey, usernameOf } from './desks.ts'
import { clientOf, workerFile } from './office.ts'
import { keepCheaply } from './passwords.ts'

/**
 * Fills a folder with a practice office as one click makes it: data and the key of the first device.
 * @param desks whether a user for each desk of the flow is there as well
 */
export const makePracticeOffice = async (folder: string, desks: boolean): Promise<void> => {
  const [data, keys] = [join(folder, 'data'), join(folder, 'kunci-perangkat-1')]
  const app = await createApp({
    dirs: { data, resources: join(projectDir, 'resources') },
    workerFile,
    version: '0.0.0-test',
    host: 'browser',
    keystore: fileKeystore(keys),
  })
  const client = clientOf(app, app.connect())
  await client.app.init(practiceInput)
  const passwords = { [practiceAdmin.username]: practiceAdmin.password }
  if (desks)
    for (const [role, name] of Object.entries(deskNames) as [RoleKey, string][]) {
      const username = usernameOf(name)
      await client.users.create({ username, displayName: name, password: deskPassword, roles: [role], areas: [] })
      passwords[username] = deskPassword
    }
  await app.close()
  await keepCheaply(data, keys, passwords)
}
