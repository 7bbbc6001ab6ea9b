// A form with files that says so shows how much has been sent. Without this the browser sends it all the same.
for (const form of document.querySelectorAll('form[data-upload-progress]'))
  form.addEventListener('submit', (event) => {
    if (![...form.elements].some((field) => field.type === 'file' && field.files.length > 0)) return
    event.preventDefault()
    send(form, event.submitter)
  })

function send(form, submitter) {
  const request = new XMLHttpRequest()
  const bar = progressOf(form)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.show(loaded, total)
  })
  request.addEventListener('load', () => {
    // done: the page it leads to; refused: the form again with what is wrong
    if (request.status < 400) location.assign(request.responseURL)
    else form.submit()
  })
  request.addEventListener('error', () => bar.fail())
  request.open('POST', form.action)
  request.send(new FormData(form, submitter))
}

function progressOf(form) {
  const box = document.createElement('p')
  box.className = 'govuk-body mq-progress'
  const meter = document.createElement('progress')
  meter.setAttribute('aria-label', '上传进度')
  const words = document.createElement('span')
  words.setAttribute('role', 'status')
  box.append(meter, ' ', words)
  form.after(box)
  return {
    show(loaded, total) {
      meter.max = total
      meter.value = loaded
      words.textContent =
        loaded < total ? `已上传${Math.floor((loaded / total) * 100)}%` : '已上传，正在检查…'
    },
    fail() {
      meter.remove()
      words.textContent = '上传中断，请检查网络后重新上传。'
    },
  }
}
