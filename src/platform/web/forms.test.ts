import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  choice,
  choices,
  optionalDay,
  optionalInteger,
  optionalText,
  requiredDay,
  requiredInteger,
  requiredText,
  ticked,
} from './form-fields.ts'
import { formView, parseForm, problemOf, valueOf, valuesOf } from './forms.ts'

function messagesOf(schema: z.ZodType, body: unknown): Record<string, string> {
  const checked = parseForm(schema, body)
  if (checked.ok) return {}
  return Object.fromEntries(checked.problems.map(({ at, message }) => [at, message]))
}

const Registration = z.object({
  title: requiredText('标题', { max: 10 }),
  receivedOn: requiredDay('收到日期'),
  channel: choice('收到方式', ['post', 'email']),
  pages: requiredInteger('页数', { min: 1, max: 99 }),
  confirmed: ticked('请确认已经核对'),
})

test('a blank form names every field that is missing', () => {
  expect(messagesOf(Registration, {})).toEqual({
    title: '请填写标题',
    receivedOn: '请填写收到日期',
    channel: '请选择收到方式',
    pages: '请填写页数',
    confirmed: '请确认已经核对',
  })
  expect(messagesOf(Registration, undefined)).toEqual(messagesOf(Registration, {}))
})

test('a filled form becomes typed values', () => {
  const body = {
    title: '  某地块征收批复 ',
    receivedOn: '2020-06-19',
    channel: 'post',
    pages: '１２',
    confirmed: 'yes',
  }
  expect(parseForm(Registration, body)).toEqual({
    ok: true,
    value: {
      title: '某地块征收批复',
      receivedOn: Temporal.PlainDate.from('2020-06-19'),
      channel: 'post',
      pages: 12,
      confirmed: true,
    },
  })
})

test('wrong values are told in sentences that say what is right', () => {
  const body = {
    title: '字'.repeat(11),
    receivedOn: '2020-02-30',
    channel: 'pigeon',
    pages: '1.5',
    confirmed: 'yes',
  }
  expect(messagesOf(Registration, body)).toEqual({
    title: '标题不能超过10个字，现在是11个字',
    receivedOn: '收到日期不对：日期应写作2020-08-17这样的格式',
    channel: '请选择收到方式',
    pages: '页数应是整数',
  })
  expect(
    messagesOf(z.object({ pages: requiredInteger('页数', { max: 99 }) }), { pages: '100' }),
  ).toEqual({
    pages: '页数不能大于99',
  })
})

test('length is counted in characters, so that a rare character of a name is one', () => {
  expect(
    messagesOf(z.object({ name: requiredText('姓名', { max: 2 }) }), { name: '𠮷𡈽' }),
  ).toEqual({})
})

test('optional fields left blank are undefined', () => {
  const schema = z.object({
    note: optionalText('备注'),
    day: optionalDay('日期'),
    count: optionalInteger('件数'),
    topics: choices('主题', ['land', 'housing']),
  })
  const blank = { note: ' ', day: '', count: '' }
  const nothing = { note: undefined, day: undefined, count: undefined, topics: [] }
  expect(parseForm(schema, blank)).toEqual({ ok: true, value: nothing })
  expect(parseForm(schema, { topics: 'land' })).toMatchObject({ value: { topics: ['land'] } })
  expect(parseForm(schema, { topics: ['land', 'sea'] }).ok).toBe(false)
})

test('line ends are unified and control characters dropped, which PostgreSQL would refuse', () => {
  const checked = parseForm(z.object({ text: requiredText('内容') }), {
    text: 'a\r\nb\u0000\u0007',
  })
  expect(checked).toEqual({ ok: true, value: { text: 'a\nb' } })
})

test('dotted names make objects and lists, and reach no prototype', () => {
  const schema = z.object({
    agency: z.object({ name: requiredText('名称') }),
    items: z.array(z.object({ pages: requiredInteger('页数') })),
  })
  const body = { 'agency.name': '办公室', 'items.1.pages': '2', 'items.0.pages': '1' }
  expect(parseForm(schema, body)).toEqual({
    ok: true,
    value: { agency: { name: '办公室' }, items: [{ pages: 1 }, { pages: 2 }] },
  })
  expect(messagesOf(schema, { ...body, 'items.1.pages': 'x' })).toEqual({
    'items.1.pages': '页数应是整数',
  })
  parseForm(schema, JSON.parse('{"__proto__.polluted":"1","constructor.prototype.polluted":"1"}'))
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a field name of a hundred thousand parts is no field', () => {
  const schema = z.object({ title: requiredText('标题') })
  const body = { title: '半句', [`a${'.a'.repeat(100_000)}`]: '1' }
  expect(parseForm(schema, body)).toEqual({ ok: true, value: { title: '半句' } })
})

describe('the form shown again', () => {
  const view = formView({ csrf: 'secret', title: '半句', topics: ['a', 'b'] }, [
    { at: 'title', message: '标题太短' },
  ])

  test('holds what was typed and what is wrong', () => {
    expect(valueOf(view, 'title')).toBe('半句')
    expect(valuesOf(view, 'topics')).toEqual(['a', 'b'])
    expect(problemOf(view, 'title')?.message).toBe('标题太短')
  })

  test('never holds the token, and knows no field that was not sent', () => {
    expect(view.values['csrf']).toBeUndefined()
    expect(valueOf(view, 'toString')).toBe('')
  })
})
