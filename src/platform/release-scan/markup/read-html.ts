/** Web pages: programs, remarks, and what a browser does not show. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { isUnreadable, WHITE } from '../colours.ts'
import { isIntranet } from '../internal-places.ts'
import { namesPath, namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const ACTIVE = new Set(['script', 'iframe', 'object', 'embed', 'applet', 'frame', 'base'])
export const BLOCKS = new Set(
  'p div tr li h1 h2 h3 h4 h5 h6 br section article table ul ol dl dt dd pre blockquote header footer'.split(
    ' ',
  ),
)
const DEEPEST = 500

interface Look {
  readonly isHidden: boolean
  readonly colour: string | undefined
  readonly ground: string
}

interface Reading {
  readonly report: Report
  shown: string
  hidden: string
}

export function readHtml(report: Report, source: string): void {
  const reading: Reading = { report, shown: '', hidden: '' }
  const document = parse(source)
  for (const node of document.childNodes) {
    visit(reading, node, { isHidden: false, colour: undefined, ground: WHITE }, 0)
  }
  const hidden = reading.hidden.trim()
  if (hidden !== '') report.find('hidden-text', '网页', `有隐藏的文字 ${snippet(hidden)}`)
  report.say('网页', reading.shown)
  report.say('网页', reading.hidden, false)
}

function visit(reading: Reading, node: Node, look: Look, depth: number): void {
  if (depth > DEEPEST) return
  if (node.nodeName === '#text' && 'value' in node) say(reading, node.value, look)
  else if (node.nodeName === '#comment' && 'data' in node) readComment(reading.report, node.data)
  else if ('tagName' in node) visitElement(reading, node, look, depth)
}

function say(reading: Reading, text: string, look: Look): void {
  const isLost = look.colour !== undefined && isUnreadable(look.colour, look.ground)
  if (look.isHidden || isLost) reading.hidden += text
  else reading.shown += text
}

function readComment(report: Report, text: string): void {
  // conditional comments and marks of where a fragment begins are the program's
  if (
    text.trim() === '' ||
    /^\[if |<!\[endif\]|^(?:Start|End)Fragment|^\s*#?(?:include|\/)/i.test(text)
  )
    return
  // marks of where a block begins and ends are everywhere; sentences are somebody's
  if (!/[\u4e00-\u9fff]|\d{7}|@|\w+(?:[\s,:;]+\w+){3}/.test(text)) return
  report.find('comment', '网页', `源代码里有注释 ${snippet(text)}`)
  report.say('网页注释', text, false)
}

function visitElement(reading: Reading, element: Element, look: Look, depth: number): void {
  const { report } = reading
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]))
  readAttributes(report, element.tagName, attributes)
  if (element.tagName === 'style' || element.tagName === 'title') {
    if (element.tagName === 'title') report.say('网页标题', textIn(element))
    return
  }
  if (element.tagName === 'script') return
  const inner = lookWithin(look, element.tagName, attributes)
  if (BLOCKS.has(element.tagName)) say(reading, '\n', inner)
  if (element.tagName === 'td' || element.tagName === 'th') say(reading, '\t', inner)
  const children =
    'content' in element
      ? (element as DefaultTreeAdapterTypes.Template).content.childNodes
      : element.childNodes
  for (const child of children) visit(reading, child, inner, depth + 1)
}

const textIn = (element: Element) =>
  element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')

function readAttributes(
  report: Report,
  tag: string,
  attributes: ReadonlyMap<string, string>,
): void {
  const isData = tag === 'script' && /json/.test(attributes.get('type') ?? '')
  if (ACTIVE.has(tag) && !isData) report.find('script', '网页', `有会运行或加载内容的 <${tag}>`)
  for (const [name, value] of attributes) {
    if (/^on\w+/.test(name)) report.find('script', '网页', `<${tag}> 的 ${name} 会运行脚本`)
    if (/^(?:href|src|action|formaction|data|xlink:href)$/.test(name))
      readAddress(report, tag, name, value)
  }
  if (tag === 'meta') readMeta(report, attributes)
  if (tag === 'input') {
    const value = attributes.get('value') ?? ''
    if (attributes.get('type') === 'hidden' && value !== '') {
      report.find('hidden-text', '网页', `隐藏的表单项里有内容 ${snippet(value)}`)
    }
    report.say('网页表单', value, attributes.get('type') !== 'hidden')
  }
  for (const name of ['alt', 'title', 'placeholder']) report.say('网页', attributes.get(name) ?? '')
}

function readAddress(report: Report, tag: string, name: string, value: string): void {
  if (/^\s*(?:javascript|vbscript):/i.test(value) || /^\s*data:text\/html/i.test(value)) {
    report.find('script', '网页', `<${tag}> 的 ${name} 会运行脚本`)
  } else if (namesPath(value) || isIntranet(value)) {
    report.find('external-link', '网页', `${name} 指向内部位置 ${snippet(value)}`)
  } else if (name === 'src' && /^(?:https?:)?\/\//i.test(value)) {
    report.find('external-link', '网页', `打开时会从别处加载 ${snippet(value)}`)
  }
  if (/^mailto:/i.test(value)) report.say('网页链接', value.slice(7).split('?')[0]!)
}

function readMeta(report: Report, attributes: ReadonlyMap<string, string>): void {
  const name = attributes.get('name') ?? ''
  const value = attributes.get('content') ?? ''
  if (
    /^(?:author|creator|dc\.creator|lastmodifiedby|company|manager|originator)$/i.test(name) &&
    namesSomebody(value)
  ) {
    report.find('metadata', '网页', `属性“${name}”写着 ${snippet(value)}`)
  }
  if (/refresh/i.test(attributes.get('http-equiv') ?? '') && /url=/i.test(value)) {
    report.find('script', '网页', '网页会自动转到别处')
  }
  report.say('网页属性', value, false)
}

function lookWithin(look: Look, tag: string, attributes: ReadonlyMap<string, string>): Look {
  const style = (attributes.get('style') ?? '').toLowerCase().replaceAll(/\s+/g, ' ')
  const isOff = /(?:left|top|text-indent|margin-left): ?-\d{3,}/.test(style)
  const isHidden =
    look.isHidden ||
    attributes.has('hidden') ||
    tag === 'template' ||
    /display: ?none|visibility: ?(?:hidden|collapse)|opacity: ?0(?:\.0+)?(?:;|$| )|font-size: ?0|mso-hide: ?all/.test(
      style,
    ) ||
    (/(?:width|height): ?[01](?:px)?(?:;|$)/.test(style) && /overflow: ?hidden/.test(style)) ||
    isOff
  const colour =
    colourIn(/(?:^|[; ])color: ?([^;]+)/.exec(style)?.[1]) ?? colourIn(attributes.get('color'))
  const ground = /background(?:-color)?: ?([^;]+)/.exec(style)?.[1] ?? attributes.get('bgcolor')
  return {
    isHidden,
    colour: colour ?? look.colour,
    ground: ground === undefined ? look.ground : (colourIn(ground) ?? ''),
  }
}

function colourIn(value: string | undefined): string | undefined {
  const text = value?.trim().toLowerCase() ?? ''
  if (text === 'white') return WHITE
  if (text === 'black') return '000000'
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text)
  if (short)
    return [short[1], short[2], short[3]]
      .map((digit) => `${digit}${digit}`)
      .join('')
      .toUpperCase()
  const long = /^#([\da-f]{6})/.exec(text)?.[1]
  if (long) return long.toUpperCase()
  const parts = /^rgba?\( ?(\d+)[, ]+(\d+)[, ]+(\d+)/.exec(text)
  return parts
    ?.slice(1, 4)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
