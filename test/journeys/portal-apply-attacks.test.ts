import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../app.ts'
import { DETAILS, WANTED, WHO } from '../builders/online.ts'
import { openApplication, PNG } from './apply-form.ts'

let app: TestApp
const data = mkdtempSync(join(tmpdir(), 'mingqu-attacks-'))
beforeAll(async () => {
  app = await createTestApp({ environment: { MINGQU_DATA: data } })
})
afterAll(async () => {
  await app.close()
  rmSync(data, { recursive: true, force: true })
})

/** What is sent as a proof of identity, and must not be kept. */
const HOSTILE: readonly (readonly [string, string, Buffer])[] = [
  ['a page with a script', '证件.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a program', '证件.png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 1)])],
  ['a picture that is also a page', '证件.png', Buffer.from('GIF89a/*<script>*/=1')],
  ['an archive', '证件.pdf', Buffer.from('PK\u0005\u0006'.padEnd(22, '\u0000'), 'latin1')],
  ['half a picture', '证件.png', PNG.subarray(0, 12)],
  ['nothing', '证件.png', Buffer.alloc(0)],
  ['text', '../../etc/证件.txt', Buffer.from('姓名：示例甲')],
]

test.each(HOSTILE)('%s is no proof of identity, and is not kept', async (_, name, content) => {
  const files = async () => (await app.db.selectFrom('stored_files').select('id').execute()).length
  const form = openApplication(app.visitor())
  await form.begin()
  await form.press('find', WANTED)
  await form.press('details', WHO)
  const before = await files()
  const answer = await form.send('review', DETAILS, { field: 'identityFile', name, content })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('field-identityFile-error')
  expect(form.fields).toMatchObject(DETAILS)
  expect(await files()).toBe(before)
})

test('a name made to climb out of its folder is only a name', async () => {
  const form = openApplication(app.visitor())
  await form.begin()
  await form.press('find', WANTED)
  await form.press('details', WHO)
  const name = '..\\..\\<img src=x onerror=alert(1)>.png'
  const answer = await form.send('review', DETAILS, { field: 'identityFile', name, content: PNG })
  expect(answer.statusCode).toBe(200)
  expect(answer.body).not.toContain('<img src=x')
  expect(answer.body).not.toContain('..\\')
})
