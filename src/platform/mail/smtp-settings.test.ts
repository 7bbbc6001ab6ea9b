import { expect, test } from 'vitest'
import { parseSmtpSettings } from './smtp-settings.ts'

const FROM = 'xxgk@example.gov.cn'

test('an address tells server, port, encryption and sign-in', () => {
  expect(parseSmtpSettings('smtps://clerk:p%40ss@mail.example.cn', FROM)).toEqual({
    ok: true,
    value: {
      host: 'mail.example.cn',
      port: 465,
      secure: true,
      user: 'clerk',
      password: 'p@ss',
      from: FROM,
    },
  })
  expect(parseSmtpSettings('smtp://[::1]:2525', FROM)).toMatchObject({
    ok: true,
    value: { host: '::1', port: 2525, secure: false, user: undefined },
  })
})

test('what is no mail server, or has no sender, is refused without repeating it', () => {
  for (const [url, from] of [
    ['http://secret@host', FROM],
    ['secret', FROM],
    ['smtp://', FROM],
    ['smtp://a:%zzsecret@host', FROM],
    ['smtp://host', undefined],
    ['smtp://host', '信息公开 <xxgk@example.gov.cn>'],
  ] as const) {
    const parsed = parseSmtpSettings(url, from)
    expect(parsed.ok, url).toBe(false)
    expect(JSON.stringify(parsed)).not.toContain('secret')
  }
})
