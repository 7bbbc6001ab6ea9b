// Small helps for the office; every page works without them.
import { Button, ErrorSummary, NotificationBanner } from 'govuk-frontend'
import './upload-progress.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

function start(Component) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    // the component ties itself to its element; nobody else needs it
    // oxlint-disable-next-line no-new
    new Component(element)
  }
}

// a page that waits for work in the background asks again
const waiting = document.querySelector('[data-refresh]')
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.refresh) * 1000)

function forgetTyping() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('mq-typed:')) sessionStorage.removeItem(key)
}

// what was kept of a form is in the records now, or its writer has gone
if (new URLSearchParams(location.search).get('done') === 'saved') forgetTyping()
document.querySelector('.mq-person__out')?.addEventListener('submit', forgetTyping)

start(Button)
start(ErrorSummary)
start(NotificationBanner)
