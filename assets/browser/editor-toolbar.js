// The toolbar: one stop for the Tab key, arrows inside it (ARIA toolbar), and a small form for links.
import { schema } from './editor-schema.js'
import { isInTable, TABLE_TOOLS, TOOLS } from './editor-commands.js'

/** @returns {{ element: HTMLElement, refresh(): void, openLink(): void, focus(): void }} */
export function createToolbar(view, controls) {
  const element = node('div', { class: 'mq-editor__tools' })
  const main = bar('正文工具', controls)
  const table = bar('表格工具', controls)
  table.hidden = true
  const link = linkForm(view)
  const buttons = TOOLS.map((tool) => button(tool, view, link))
  const tableButtons = TABLE_TOOLS.map((tool) => button(tool, view, link))
  main.append(...buttons.map(({ element: one }) => one))
  table.append(...tableButtons.map(({ element: one }) => one))
  element.append(main, table, link.element)
  for (const toolbar of [main, table]) {
    roam(toolbar)
    toolbar.addEventListener('keydown', (event) => event.key === 'Escape' && view.focus())
  }

  return {
    element,
    openLink: () => link.open(),
    focus: () => main.querySelector('[tabindex="0"]').focus(),
    refresh() {
      const inTable = isInTable(view.state)
      table.hidden = !inTable
      for (const one of buttons) one.refresh()
      if (inTable) for (const one of tableButtons) one.refresh()
    },
  }
}

function bar(label, controls) {
  return node('div', {
    class: 'mq-editor__bar',
    role: 'toolbar',
    'aria-label': label,
    'aria-controls': controls,
  })
}

function button({ name, sign = name, run, opens, isOn, keys }, view, link) {
  const element = node('button', {
    type: 'button',
    class: 'mq-editor__tool',
    title: `${name}（${keys}）`,
    'aria-keyshortcuts': keys.replaceAll('退格', 'Backspace').replace(/[↑↓←→]/, arrowName),
    ...(sign === name ? {} : { 'aria-label': name }),
    ...(isOn ? { 'aria-pressed': 'false' } : {}),
  })
  element.textContent = sign
  // the selection stays where it is
  element.addEventListener('mousedown', (event) => event.preventDefault())
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') === 'true') return
    if (opens === 'link') return link.open()
    run(view.state, view.dispatch)
    // by the keyboard, one stays on the button, so that three rows are three strokes
    if (document.activeElement !== element) view.focus()
  })
  return {
    element,
    refresh() {
      if (isOn) element.setAttribute('aria-pressed', String(Boolean(isOn(view.state))))
      element.setAttribute('aria-disabled', String(Boolean(run && !run(view.state))))
    },
  }
}

const arrowName = (arrow) =>
  ({ '↑': 'ArrowUp', '↓': 'ArrowDown', '←': 'ArrowLeft', '→': 'ArrowRight' })[arrow]

/** Left, right, Home and End move; the Tab key finds the toolbar where one left it. */
function roam(toolbar) {
  const items = () => [...toolbar.querySelectorAll('button')]
  for (const [at, item] of items().entries()) item.tabIndex = at === 0 ? 0 : -1
  const moveTo = (item) => {
    for (const other of items()) other.tabIndex = other === item ? 0 : -1
    item.focus()
  }
  toolbar.addEventListener('keydown', (event) => {
    const all = items()
    const at = all.indexOf(document.activeElement)
    const target = {
      ArrowRight: all[(at + 1) % all.length],
      ArrowLeft: all[(at - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key]
    if (at === -1 || target === undefined) return
    event.preventDefault()
    moveTo(target)
  })
}

function linkForm(view) {
  const element = node('div', { class: 'mq-editor__link', role: 'group', 'aria-label': '链接' })
  element.hidden = true
  const label = node('label', { class: 'govuk-label', for: 'mq-editor-link' })
  label.textContent = '网址'
  const input = node('input', {
    class: 'govuk-input mq-editor__address',
    id: 'mq-editor-link',
    type: 'url',
    placeholder: 'https://',
    autocomplete: 'off',
  })
  const [set, remove, cancel] = ['确定', '去掉链接', '取消'].map((text) => {
    const one = node('button', { type: 'button', class: 'mq-editor__tool' })
    one.textContent = text
    return one
  })
  element.append(label, input, set, remove, cancel)

  const close = () => {
    element.hidden = true
    view.focus()
  }
  const type = schema.marks.link
  const change = (href) => {
    const { from, to } = reach(view.state, type)
    const change = view.state.tr.removeMark(from, to, type)
    if (href && from === to)
      change.insertText(href, from).addMark(from, from + href.length, type.create({ href }))
    else if (href) change.addMark(from, to, type.create({ href }))
    view.dispatch(change)
    close()
  }
  const given = () => {
    const text = input.value.trim()
    return /^(?:https?:\/\/|mailto:|tel:|\/|#)/i.test(text) || text === ''
      ? text
      : `https://${text}`
  }
  set.addEventListener('click', () => change(given()))
  remove.addEventListener('click', () => change(''))
  cancel.addEventListener('click', close)
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    // the form around is not sent
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault()
      change(given())
    }
  })
  return {
    element,
    open() {
      const { $from } = view.state.selection
      input.value = type.isInSet($from.marks())?.attrs.href ?? ''
      element.hidden = false
      input.focus()
      input.select()
    },
  }
}

/** The selection; with none, the whole of the link one stands in. */
function reach({ selection, doc }, type) {
  if (!selection.empty) return selection
  const { $from } = selection
  const mark = type.isInSet($from.marks())
  if (!mark) return selection
  let from = $from.pos
  let to = $from.pos
  const start = $from.start()
  $from.parent.forEach((child, offset) => {
    if (!mark.isInSet(child.marks)) return
    const [first, last] = [start + offset, start + offset + child.nodeSize]
    if (first <= $from.pos && last >= $from.pos) [from, to] = [first, last]
  })
  return { from, to, doc }
}

function node(name, attributes) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
