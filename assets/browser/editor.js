// The editor of a document's text, over the plain field it replaces. The server cleans whatever it sends once more.
import { baseKeymap } from 'prosemirror-commands'
import { history } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { EditorState } from 'prosemirror-state'
import { fixTables, tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import { KEYS, TABLE_TOOLS, TOOLS } from './editor-commands.js'
import { parseContent, toHtml } from './editor-html.js'
import { keepTyping } from './editor-kept.js'
import { cleanPasted } from './editor-paste.js'
import { schema } from './editor-schema.js'
import { createToolbar } from './editor-toolbar.js'

for (const place of document.querySelectorAll('[data-editor]')) start(place)

function start(place) {
  const field = place.querySelector('textarea')
  const text = place.querySelector('template[data-editor-text]').content
  const label = place.querySelector('label')
  const said = document.createElement('p')
  said.className = 'mq-editor__said govuk-hint'
  said.setAttribute('role', 'status')

  let toolbar
  let later = () => {}
  let written = field.value
  let doc = parseContent(text)
  const view = new EditorView(null, {
    state: newState(doc),
    attributes: {
      id: `${field.id}-editor`,
      class: 'mq-document-body mq-editor__text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-labelledby': `${field.id}-label`,
      'aria-describedby': `${field.id}-keys`,
      spellcheck: 'false',
    },
    dispatchTransaction(change) {
      view.updateState(view.state.apply(change))
      toolbar.refresh()
      if (change.docChanged) later()
    },
    transformPastedHTML(html) {
      const { html: cleaned, pictures } = cleanPasted(html)
      said.textContent = pictures > 0 ? picturesLeftOut(pictures) : ''
      return cleaned
    },
    handlePaste: (_, event) => refuseFiles(event.clipboardData),
    handleDrop: (_, event) => refuseFiles(event.dataTransfer),
  })

  function refuseFiles(data) {
    const files = [...(data?.files ?? [])]
    if (files.length === 0 || data.types.includes('text/html')) return false
    said.textContent = '正文里不放图片和文件，请保存后作为附件上传。'
    return true
  }

  function newState(content) {
    const state = EditorState.create({
      doc: content,
      plugins: [history(), keymap(toolKeys()), keymap(KEYS), keymap(baseKeymap), tableEditing()],
    })
    const mended = fixTables(state)
    return mended ? state.apply(mended) : state
  }

  function toolKeys() {
    const tools = [...TOOLS, ...TABLE_TOOLS].map(({ key, run, opens }) => [
      key,
      opens ? () => toolbar.openLink() ?? true : run,
    ])
    return { ...Object.fromEntries(tools), 'Alt-F10': () => toolbar.focus() ?? true }
  }

  /** Nothing is rewritten that nobody touched. */
  const write = () => {
    if (view.state.doc.eq(doc)) return
    doc = view.state.doc
    written = toHtml(doc)
    field.value = written
  }

  const show = () => {
    // a document made this way runs nothing and fetches nothing
    const holder = new DOMParser().parseFromString(field.value, 'text/html').body
    if (!/<\w/.test(field.value)) {
      holder.replaceChildren(
        ...field.value.split(/\n+/).map((line) => {
          const paragraph = document.createElement('p')
          paragraph.textContent = line
          return paragraph
        }),
      )
    }
    doc = parseContent(holder)
    view.updateState(newState(doc))
    toolbar.refresh()
  }

  toolbar = createToolbar(view, `${field.id}-editor`)
  const keys = document.createElement('p')
  keys.id = `${field.id}-keys`
  keys.className = 'govuk-hint'
  keys.textContent =
    '可以直接从WPS、Word粘贴，表格和列表保留，版式和图片去除。不用鼠标：Alt+F10到工具栏，左右箭头选择，Esc回到正文；快捷键见各按钮的提示。'

  label.id = `${field.id}-label`
  label.removeAttribute('for')
  label.addEventListener('click', () => view.focus())
  for (const part of [
    field,
    place.querySelector('.mq-editor__signs'),
    document.querySelector(`#${field.id}-hint`),
  ])
    if (part) part.hidden = true
  field.after(keys, toolbar.element, view.dom, said)
  if (field.getAttribute('aria-invalid')) view.dom.setAttribute('aria-invalid', 'true')
  toolbar.refresh()
  // the error summary leads to the field by its name
  const toField = () => location.hash === `#${field.id}` && view.focus()
  addEventListener('hashchange', toField)
  document.addEventListener('click', (event) => {
    if (event.target.closest?.(`a[href="#${field.id}"]`)) setTimeout(() => view.focus())
  })

  toField()

  const form = field.form
  form.addEventListener('submit', write)
  form.addEventListener('restored', show)
  later = keepTyping(form, write)
  // for tests and for whoever looks into a page
  view.dom.dataset.ready = String(schema !== undefined && written !== undefined)
}

function picturesLeftOut(count) {
  return `粘贴的内容里有${count}张图片没有带进来。图片请作为附件上传，并在正文里写明图中的内容。`
}
