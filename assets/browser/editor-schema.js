// What a text may hold in the editor: the same list as on the server (src/domain/publications/body.ts).
import { Schema } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'

const heading = {
  attrs: { level: { default: 2 } },
  content: 'inline*',
  group: 'block',
  defining: true,
  parseDOM: [
    { tag: 'h1', attrs: { level: 2 } },
    { tag: 'h2', attrs: { level: 2 } },
    { tag: 'h3', attrs: { level: 3 } },
    { tag: 'h4, h5, h6', attrs: { level: 4 } },
  ],
  toDOM: (node) => [`h${node.attrs.level}`, 0],
}

const orderedList = {
  attrs: { start: { default: 1 } },
  content: 'list_item+',
  group: 'block',
  parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ start: Number(dom.getAttribute('start')) || 1 }) }],
  toDOM: (node) => ['ol', node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
}

const listItem = {
  attrs: { id: { default: null } },
  content: 'paragraph block*',
  defining: true,
  parseDOM: [{ tag: 'li', getAttrs: (dom) => ({ id: dom.getAttribute('id') }) }],
  toDOM: (node) => ['li', node.attrs.id ? { id: node.attrs.id } : {}, 0],
}

const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }, { tag: 'caption' }],
    toDOM: () => ['p', 0],
  },
  heading,
  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  bullet_list: {
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: orderedList,
  list_item: listItem,
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  ...tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }),
}

const isBold = (value) => /^(?:bold(?:er)?|[6-9]\d\d)$/.test(value) && null

const marks = {
  link: {
    attrs: { href: { default: null }, id: { default: null } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a',
        getAttrs: (dom) => ({ href: dom.getAttribute('href'), id: dom.getAttribute('id') }),
      },
    ],
    toDOM: ({ attrs }) => [
      'a',
      { ...(attrs.href ? { href: attrs.href } : {}), ...(attrs.id ? { id: attrs.id } : {}) },
      0,
    ],
  },
  strong: {
    parseDOM: [
      { tag: 'strong' },
      { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight', getAttrs: isBold },
    ],
    toDOM: () => ['strong', 0],
  },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
  sub: { excludes: 'sup', parseDOM: [{ tag: 'sub' }], toDOM: () => ['sub', 0] },
  sup: { excludes: 'sub', parseDOM: [{ tag: 'sup' }], toDOM: () => ['sup', 0] },
}

export const schema = new Schema({ nodes, marks })
