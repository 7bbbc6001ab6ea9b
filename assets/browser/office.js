// Small helps for the office; every page works without them.
import { Button, ErrorSummary, NotificationBanner } from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

function start(Component) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    // the component ties itself to its element; nobody else needs it
    // oxlint-disable-next-line no-new
    new Component(element)
  }
}

start(Button)
start(ErrorSummary)
start(NotificationBanner)
