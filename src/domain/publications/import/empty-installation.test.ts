import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { loadRelevanceDocuments } from '../../../../test/relevance/score.ts'
import { chinaMoment } from '../../../platform/kernel/time.ts'
import {
  createSetupToken,
  isInstallationEmpty,
  setUpInstallation,
  SetupForm,
} from '../../accounts/setup.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { findLeadAgency } from '../../organisations/agencies-store.ts'

const NOW = chinaMoment('2024-03-01T10:00')

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('after an import nobody can sign in yet; whoever sets up then fills in the body that is there', async () => {
  const { db } = database
  await loadRelevanceDocuments(db)
  const before = (await findLeadAgency(db))!
  expect(await isInstallationEmpty(db)).toBe(true)
  for (const username of [`import-${before.id}`, `import-${before.id}-origin`])
    await expect(signIn(db, { username, password: '!' }, NOW)).rejects.toMatchObject({
      code: 'forbidden',
    })
  const token = await createSetupToken(db, NOW)
  const form = SetupForm.parse({
    agency: {
      slug: 'lincheng',
      name: '临澄市人民政府办公室',
      shortName: '临澄市',
      kind: 'government',
    },
    administrator: {
      username: 'guanli',
      displayName: '管理员',
      password: 'a-long-password-1',
      email: '',
    },
  })
  await setUpInstallation(db, token, form, NOW)
  const after = (await findLeadAgency(db))!
  expect(after).toMatchObject({
    id: before.id,
    slug: 'lincheng',
    name: '临澄市人民政府办公室',
    indexPrefix: before.indexPrefix,
  })
  expect(await isInstallationEmpty(db)).toBe(false)
})
