// The button that prints the page appears only where a script can answer it.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// 字号 and 朗读 beside the text of a document: only where there is a script, and a voice, to answer them.
const text = document.querySelector('.mq-document__text')
const tools = document.querySelector('[data-reading-tools]')
if (text && tools) {
  tools.hidden = false
  const sizes = tools.querySelectorAll('[data-text-size]')
  for (const button of sizes)
    button.addEventListener('click', () => {
      text.dataset.size = button.dataset.textSize
      for (const one of sizes) one.setAttribute('aria-pressed', String(one === button))
    })
  readAloud(tools.querySelector('[data-read-aloud]'), text)
}

const BLOCKS = 'h2,h3,h4,p,li,caption,tr'

/** Block by block, a line or a row in one piece: browsers stop in the middle of long utterances. */
function readAloud(button, text) {
  const voice = window.speechSynthesis
  if (!button || !voice || !window.SpeechSynthesisUtterance) return
  button.hidden = false
  const show = (reading) => {
    button.setAttribute('aria-pressed', String(reading))
    button.textContent = reading ? '停止朗读' : '朗读正文'
  }
  const stop = () => {
    voice.cancel()
    show(false)
  }
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-pressed') === 'true') return stop()
    const blocks = [...text.querySelectorAll(BLOCKS)]
      .filter((block) => !block.parentElement.closest('.mq-document__text :is(li,tr)'))
      .map((block) => block.innerText.trim())
      .filter((words) => words !== '')
    for (const [at, words] of blocks.entries()) {
      const utterance = new SpeechSynthesisUtterance(words)
      utterance.lang = 'zh-CN'
      if (at === blocks.length - 1) utterance.onend = () => show(false)
      voice.speak(utterance)
    }
    show(blocks.length > 0)
  })
  window.addEventListener('pagehide', stop)
}

// Who leaves for a site that is no government's is told so. The official records at the foot of the page are not asked about.
document.addEventListener('click', (event) => {
  const leaving = event.target.closest('a[href^="http"]:not([rel="external"])')
  if (!leaving || leaving.host === location.host || /(^|\.)gov\.cn$/.test(leaving.hostname)) return
  if (!confirm(`将离开本站，打开${leaving.hostname}。是否继续？`)) event.preventDefault()
})
