// What is typed survives a closed page, a crash and an expired session: in this tab's own storage, which goes with it.

export const KEPT = 'mq-typed:'
const WRITTEN_AFTER = 1500

export function keepTyping(form, read) {
  const key = KEPT + location.pathname
  const version = form.elements.version?.value ?? ''
  // a form sent before and shown again holds the newest words itself
  const isFresh = !document.querySelector('.govuk-error-summary, .govuk-notification-banner')
  if (isFresh) offer(form, key, version)
  let timer
  const write = () => {
    read()
    const values = fieldsOf(form).map(({ name, value, type, checked }) => [
      name,
      value,
      type === 'radio' ? checked : true,
    ])
    try {
      sessionStorage.setItem(key, JSON.stringify({ version, values }))
    } catch {
      // full, or forbidden: the form itself still works
    }
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(write, WRITTEN_AFTER)
  }
  form.addEventListener('input', later)
  form.addEventListener('submit', write)
  return later
}

function fieldsOf(form) {
  return [...form.elements].filter(
    ({ name, type }) => name && !['hidden', 'submit', 'button', 'file'].includes(type),
  )
}

function offer(form, key, version) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  if (!kept) return
  if (kept.version !== version) return sessionStorage.removeItem(key)
  const differs = fieldsOf(form).some((field) => {
    const found = kept.values.find(
      ([name, value]) => name === field.name && (field.type !== 'radio' || value === field.value),
    )
    return found && (field.type === 'radio' ? found[2] !== field.checked : found[1] !== field.value)
  })
  if (!differs) return
  const note = document.createElement('div')
  note.className = 'govuk-inset-text'
  note.setAttribute('role', 'status')
  note.textContent = '这个页面上次填写的内容没有保存成功。'
  const restore = tool('恢复上次的内容', () => {
    for (const field of fieldsOf(form)) {
      const found = kept.values.find(
        ([name, value]) => name === field.name && (field.type !== 'radio' || value === field.value),
      )
      if (!found) continue
      if (field.type === 'radio') field.checked = found[2]
      else field.value = found[1]
    }
    form.dispatchEvent(new CustomEvent('restored'))
    note.remove()
  })
  const discard = tool('不要了', () => {
    sessionStorage.removeItem(key)
    note.remove()
  })
  note.append(' ', restore, ' ', discard)
  form.before(note)
}

function tool(text, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'mq-editor__tool'
  button.textContent = text
  button.addEventListener('click', act)
  return button
}
