/** A reader who has a keyboard and nothing else: Tab, Shift, arrows, Enter and letters. */
import type { Page } from 'playwright-core'

/** More than any page has. */
const MOST_STOPS = 250

const FOCUSED = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return ''
  const label = element.labels?.[0]?.innerText ?? ''
  return (element.getAttribute('aria-label') ?? (label || element.innerText || element.value || '')).trim()
})()`

/** What a screen reader would say now. */
export const focused = async (page: Page) => (await page.evaluate(FOCUSED)) as string

/** Tabs on until a link or control of this name has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (said: string) => (typeof name === 'string' ? said === name : name.test(said))
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    if (isIt(await focused(page))) return
  }
  throw new Error(`the Tab key never came to ${name}`)
}

/** Tabs to a link or button and presses Enter. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Presses Enter where another page comes of it. */
export async function go(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

/** Tabs to a link or button and goes where it leads. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await go(page)
}

export async function type(page: Page, field: string | RegExp, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(words)
}

/** Tabs into a group of choices and goes by arrows to the one of this name. */
export async function choose(
  page: Page,
  first: string | RegExp,
  wanted: string | RegExp = first,
): Promise<void> {
  await tabTo(page, first)
  await page.keyboard.press('Space')
  const isIt = (said: string) => (typeof wanted === 'string' ? said === wanted : wanted.test(said))
  for (let pressed = 0; pressed < 20 && !isIt(await focused(page)); pressed += 1)
    await page.keyboard.press('ArrowDown')
  if (!isIt(await focused(page))) throw new Error(`no arrow came to ${wanted}`)
}
