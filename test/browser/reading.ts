/** How a page is read without a mouse, without scripts, on paper. What runs in the browser stands in strings: it is not ours. */
import type { Page } from 'playwright-core'

/** Offered only where a script answers. */
export const WITH_SCRIPTS_ONLY: ReadonlySet<string> = new Set([
  '打印本页',
  '字号',
  '大',
  '中',
  '小',
  '朗读正文',
])

/** For finding one's way on and for pressing: of no use on paper. */
const FURNITURE = [
  'nav, button, select, [role=search], form[method=get], .govuk-button, .govuk-button-group, .govuk-pagination',
  '.mq-filter, .mq-filters, .mq-finder, .mq-files, .mq-tools, .mq-screen-only, .mq-check__cells',
  '.mq-side:not(.mq-side--printed), .govuk-visually-hidden',
].join()

/** The words a reader sees, piece by piece as they stand in the page; those of the screen's furniture left out of `main`. */
export async function wordsShown(page: Page, within: 'main' | 'body'): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const pieces = []
    const skipped = ${within === 'main'} ? '${FURNITURE}' : 'option, .govuk-visually-hidden'
    const walker = document.createTreeWalker(document.querySelector('${within}'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.data.replace(/\\s+/g, ' ').trim()
      const parent = node.parentElement
      if (words === '' || parent.closest(skipped) || parent.closest('script, style, svg')) continue
      if (parent.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) pieces.push(words)
    }
    return pieces
  })()`)) as string[]
}

/** As a reader who has just come to the page. */
const FROM_THE_TOP = `
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  window.scrollTo(0, 0)`

const LISTEN = `(() => {
  const mark = (element) => {
    const looks = getComputedStyle(element)
    return [looks.outlineStyle + looks.outlineWidth + looks.outlineColor, looks.boxShadow, looks.backgroundColor, looks.borderColor, looks.color].join('|')
  }
  const radios = new Set()
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.type === 'hidden') return false
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    // of a group of choices one is a stop, and arrows lead to the others
    if (element.type !== 'radio') return true
    const group = element.form?.id + element.name
    const chosen = [...document.getElementsByName(element.name)].find((one) => one.checked && one.form === element.form)
    if (chosen ? chosen !== element : radios.has(group)) return false
    radios.add(group)
    return true
  })
  const names = (element) => element.outerHTML.slice(0, 140)
  const atRest = new Map(stops.map((element) => [element, mark(element.type === 'radio' || element.type === 'checkbox' ? element.labels?.[0] ?? element : element)]))
  const walk = { order: [], unmarked: [], outOfSight: [] }
  window.mqWalk = { stops, walk, names }
  document.addEventListener('focusin', ({ target }) => {
    if (walk.order.includes(target)) return
    walk.order.push(target)
    if (target === document.querySelector('main')) return
    const before = atRest.get(target)
    const looks = getComputedStyle(target)
    const outlined = looks.outlineStyle !== 'none' && parseFloat(looks.outlineWidth) > 0 && looks.outlineColor !== 'rgba(0, 0, 0, 0)'
    const after = target.labels?.[0] && (target.type === 'radio' || target.type === 'checkbox') ? getComputedStyle(target.labels[0], '::before').boxShadow !== 'none' : undefined
    if (!outlined && !after && before === mark(target)) walk.unmarked.push(names(target))
    const box = target.getBoundingClientRect()
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) walk.outOfSight.push(names(target))
  })
  ${FROM_THE_TOP}
  // a field for a day has stops of its own: year, month, day and the calendar
  const days = stops.filter((element) => element.type === 'date').length
  return stops.length + 4 * days
})()`

const REPORT = `(() => {
  const { stops, walk, names } = window.mqWalk
  const order = walk.order.filter((element) => element !== document.body)
  const isBefore = (element, other) => (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  return [
    ...(document.querySelector('header') === null || order[0]?.textContent?.trim() === '跳到正文' ? [] : ['first: ' + names(order[0])]),
    ...stops.filter((element) => !order.includes(element)).map((element) => 'missed: ' + names(element)),
    ...walk.unmarked.map((name) => 'unmarked: ' + name),
    ...walk.outOfSight.map((name) => 'out of sight: ' + name),
    ...order.filter((element, at) => at > 0 && isBefore(element, order[at - 1])).map((element) => 'backwards: ' + names(element)),
  ]
})()`

/**
 * Presses Tab from the top of the page until every link and control should have had its turn. What is wrong with the walk,
 * one line each: a stop that was missed (behind a trap, all of them), looks the same with the focus as without, is out of
 * sight when it has it, or comes after one that stands below it.
 */
export async function tabThrough(page: Page): Promise<string[]> {
  const stops = (await page.evaluate(LISTEN)) as number
  for (let pressed = 0; pressed < stops; pressed += 1) await page.keyboard.press('Tab')
  return (await page.evaluate(REPORT)) as string[]
}

/** Whether, on a page that has a head, Enter on the first stop leads past the head of the page, so that the next stop is in the text or behind it. */
export async function skipsToText(page: Page): Promise<boolean> {
  if ((await page.locator('header').count()) === 0) return true
  await page.evaluate(FROM_THE_TOP)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  return (await page.evaluate(`document.activeElement.closest('header') === null
    && (document.querySelector('main').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING) === 0`)) as boolean
}

/** How many sheets of A4 the page takes. */
export async function printedPages(page: Page): Promise<number> {
  const file = await page.pdf({ format: 'A4' })
  return file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
