import { expect, test } from 'vitest'
import { csrfToken, isCsrfToken } from './csrf.ts'

const SESSION = 'a'.repeat(43)

test('a token is good for its own session only, and looks different every time', () => {
  const [first, second] = [csrfToken(SESSION), csrfToken(SESSION)]
  expect(first).not.toBe(second)
  expect(isCsrfToken(first, SESSION)).toBe(true)
  expect(isCsrfToken(second, SESSION)).toBe(true)
  expect(isCsrfToken(first, 'b'.repeat(43))).toBe(false)
})

test.each([undefined, '', 'x', ['a'], csrfToken(SESSION).slice(0, -4)])('%j is no token', (token) =>
  expect(isCsrfToken(token, SESSION)).toBe(false),
)
