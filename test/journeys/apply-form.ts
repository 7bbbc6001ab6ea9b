import type { LightMyRequestResponse } from 'fastify'
import type { Browser } from '../app.ts'
import { DETAILS, WANTED, WHO } from '../builders/online.ts'
import { fieldsOn } from './fill-form.ts'
import { shownText } from './shown-text.ts'

export const FORM = '/apply/online'
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
)

export type Given = Readonly<Record<string, string | readonly string[]>>

/** One person filling in the form, page after page, as a browser without scripts would send it. */
export function openApplication(browser: Browser) {
  let last: LightMyRequestResponse
  return {
    async begin(path = FORM) {
      last = await browser.get(path)
      return last
    },
    /** Types on top of what stands on the page and presses a button. */
    async press(go: string, typed: Given = {}) {
      last = await browser.post(FORM, { ...fieldsOn(last.body), ...typed, go })
      return last
    },
    async send(go: string, typed: Given, file: { field: string; name: string; content: Buffer }) {
      last = await browser.upload(FORM, { ...fieldsOn(last.body), ...typed, go }, [file])
      return last
    },
    get text() {
      return shownText(last.body)
    },
    get fields() {
      return fieldsOn(last.body)
    },
  }
}

export const IDENTITY = { field: 'identityFile', name: '身份证.png', content: PNG }

/** Up to the page that asks to check everything. */
export async function fillIn(browser: Browser, given: Given = {}) {
  const form = openApplication(browser)
  await form.begin()
  await form.press('find', { ...WANTED, ...given })
  await form.press('details', { ...WHO, ...given })
  await form.send('review', { ...DETAILS, ...given }, IDENTITY)
  return form
}

export const CODE = /[2-9A-HJKMNP-TV-Z]{4}(?:-[2-9A-HJKMNP-TV-Z]{4}){2}/
