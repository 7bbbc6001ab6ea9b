import { describe, expect, test } from 'vitest'
import { bodyBelow, titleFor } from './title.ts'

describe('a document that the manifest gives no title', () => {
  test.each([
    ['what the file says', { title: '关于甲的通知', bodyHtml: '<p>正文。</p>' }, '关于甲的通知'],
    [
      'the title below the letterhead and the number',
      {
        bodyHtml:
          '<p>示例市人民政府文件</p><p>示政〔2020〕3号</p><p>关于做好防汛工作的通知</p><p>各单位：</p>',
      },
      '关于做好防汛工作的通知',
    ],
    ['a short first line', { bodyHtml: '<p>文明养犬</p><p>牵好绳子。</p>' }, '文明养犬'],
    ['else the name of the file', { bodyHtml: '<p>牵好绳子。</p><p>不要松手。</p>' }, '养犬'],
    ['of a scan, too', { bodyHtml: '' }, '养犬'],
  ])('is called by %s', (_, read, title) => expect(titleFor('子/养犬.docx', read)).toBe(title))
})

describe('the body', () => {
  test.each([
    ['without its title again', '<p>关于甲的通知</p><p>正文。</p>', undefined, '<p>正文。</p>'],
    [
      'nor over two lines',
      '<h2>关于甲</h2>\n<p>的 通知</p><p>正文。</p>',
      undefined,
      '<p>正文。</p>',
    ],
    ['all of one that is nothing else', '<p>关于甲的通知</p>', undefined, '<p>关于甲的通知</p>'],
    [
      'a line that only begins like it',
      '<p>关于甲</p><p>正文。</p>',
      undefined,
      '<p>关于甲</p><p>正文。</p>',
    ],
    ['a heading that says the same', '<p>正文。</p>', '《关于甲的通知》', '<p>正文。</p>'],
    ['a heading that says less', '<p>正文。</p>', '通知', '<p>正文。</p>'],
    [
      'a heading that says something else',
      '<p>正文。</p>',
      '甲<乙',
      '<h2>甲&lt;乙</h2>\n<p>正文。</p>',
    ],
  ])('%s', (_, bodyHtml, heading, below) =>
    expect(bodyBelow('关于甲的通知', { bodyHtml, heading })).toBe(below),
  )
})
