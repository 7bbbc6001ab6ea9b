import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without any setting the site runs on localhost:3000 with its data under data/', () => {
  expect(readConfig({})).toEqual({
    ok: true,
    value: {
      port: 3000,
      host: 'localhost',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      baseUrl: undefined,
      demo: false,
      logLevel: 'info',
      trustProxy: false,
      key: undefined,
      clamd: undefined,
      smtp: undefined,
      underNpm: false,
    },
  })
})

test('an empty variable counts as not set', () => {
  const config = readConfig({ PORT: '', MINGQU_DATA: '  ' })
  expect(config).toMatchObject({ ok: true, value: { port: 3000, dataDir: resolve('data') } })
})

test('every bad value is named, all at once', () => {
  const config = readConfig({
    PORT: '70000',
    DATABASE_URL: 'mysql://root:secret@host/db',
    MINGQU_BASE_URL: 'xxgk.example.gov.cn',
    MINGQU_DEMO: 'maybe',
    MINGQU_LOG_LEVEL: 'loud',
    MINGQU_TRUST_PROXY: '-1',
    MINGQU_KEY: 'c2hvcnQ=',
    MINGQU_CLAMD: 'nowhere',
    MINGQU_SMTP_URL: 'http://mail',
  })
  if (config.ok) throw new Error('accepted')
  expect(config.problems.map(({ at }) => at)).toEqual([
    'PORT',
    'DATABASE_URL',
    'MINGQU_BASE_URL',
    'MINGQU_DEMO',
    'MINGQU_LOG_LEVEL',
    'MINGQU_TRUST_PROXY',
    'MINGQU_KEY',
    'MINGQU_CLAMD',
    'MINGQU_SMTP_URL',
  ])
})

test('no message repeats a password or a key', () => {
  const config = readConfig({ DATABASE_URL: 'mysql://root:secret@host/db', MINGQU_KEY: 'c2VjcmV0' })
  expect(JSON.stringify(config)).not.toMatch(/secret|c2VjcmV0/)
})

test('the base address loses its slash', () => {
  const config = readConfig({ MINGQU_BASE_URL: 'https://xxgk.example.gov.cn/' })
  expect(config).toMatchObject({ ok: true, value: { baseUrl: 'https://xxgk.example.gov.cn' } })
})

test('scanner and mail server, when there are any', () => {
  const mail = { MINGQU_SMTP_URL: 'smtp://mail', MINGQU_MAIL_FROM: 'xxgk@example.gov.cn' }
  expect(readConfig({ MINGQU_CLAMD: '127.0.0.1:3310', ...mail })).toMatchObject({
    ok: true,
    value: {
      clamd: { host: '127.0.0.1', port: 3310 },
      smtp: { host: 'mail', port: 25, from: 'xxgk@example.gov.cn' },
    },
  })
  expect(readConfig({ MINGQU_CLAMD: '[::1]:3310' })).toMatchObject({
    value: { clamd: { host: '::1', port: 3310 } },
  })
  expect(readConfig({ MINGQU_CLAMD: '/run/clamav/clamd.ctl' })).toMatchObject({
    value: { clamd: { path: '/run/clamav/clamd.ctl' } },
  })
})
