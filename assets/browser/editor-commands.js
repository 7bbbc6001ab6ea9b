// What the buttons and the keys of the editor do.
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeaderCell,
  toggleHeaderRow,
} from 'prosemirror-tables'
import { Selection } from 'prosemirror-state'
import { schema } from './editor-schema.js'

const { nodes, marks } = schema

const headingOf = (level) => (state, dispatch) => {
  const isOne = blockIs(nodes.heading, level)(state)
  const command = isOne ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level })
  return command(state, dispatch)
}

function blockIs(type, level) {
  return ({ selection }) => {
    const { parent } = selection.$from
    return parent.type === type && (level === undefined || parent.attrs.level === level)
  }
}

const listOf = (type) => (state, dispatch) =>
  isInside(type)(state)
    ? liftListItem(nodes.list_item)(state, dispatch)
    : wrapInList(type)(state, dispatch)

function isInside(type) {
  return ({ selection: { $from } }) => {
    for (let depth = $from.depth; depth > 0; depth -= 1)
      if ($from.node(depth).type === type) return true
    return false
  }
}

function markIsOn(type) {
  return ({ selection, storedMarks, doc }) =>
    selection.empty
      ? type.isInSet(storedMarks ?? selection.$from.marks()) !== undefined
      : doc.rangeHasMark(selection.from, selection.to, type)
}

function insertTable(state, dispatch) {
  if (isInTable(state)) return false
  const cell = (type) => type.createAndFill()
  const row = (type) =>
    nodes.table_row.create(
      null,
      [0, 1, 2].map(() => cell(type)),
    )
  const table = nodes.table.create(null, [
    row(nodes.table_header),
    row(nodes.table_cell),
    row(nodes.table_cell),
  ])
  if (dispatch) {
    const change = state.tr.replaceSelectionWith(table)
    const inside = Selection.near(change.doc.resolve(state.selection.from + 1))
    dispatch(change.setSelection(inside).scrollIntoView())
  }
  return true
}

const quote = (state, dispatch) =>
  isInside(nodes.blockquote)(state)
    ? lift(state, dispatch)
    : wrapIn(nodes.blockquote)(state, dispatch)

/** In the order of the toolbar; `key` as ProseMirror names it, `keys` as a person reads it. */
export const TOOLS = [
  { name: '撤销', sign: '↶', run: undo, key: 'Mod-z', keys: 'Ctrl+Z' },
  { name: '重做', sign: '↷', run: redo, key: 'Mod-y', keys: 'Ctrl+Y' },
  tool(
    '正文',
    '正文',
    setBlockType(nodes.paragraph),
    blockIs(nodes.paragraph),
    'Mod-Alt-0',
    'Ctrl+Alt+0',
  ),
  tool('标题', '标题', headingOf(2), blockIs(nodes.heading, 2), 'Mod-Alt-1', 'Ctrl+Alt+1'),
  tool('小标题', '小标题', headingOf(3), blockIs(nodes.heading, 3), 'Mod-Alt-2', 'Ctrl+Alt+2'),
  tool('三级标题', '三级', headingOf(4), blockIs(nodes.heading, 4), 'Mod-Alt-3', 'Ctrl+Alt+3'),
  tool('加重', 'B', toggleMark(marks.strong), markIsOn(marks.strong), 'Mod-b', 'Ctrl+B'),
  tool('斜体', 'I', toggleMark(marks.em), markIsOn(marks.em), 'Mod-i', 'Ctrl+I'),
  tool('下划线', 'U', toggleMark(marks.underline), markIsOn(marks.underline), 'Mod-u', 'Ctrl+U'),
  tool(
    '项目列表',
    '项目列表',
    listOf(nodes.bullet_list),
    isInside(nodes.bullet_list),
    'Mod-Shift-8',
    'Ctrl+Shift+8',
  ),
  tool(
    '编号列表',
    '编号列表',
    listOf(nodes.ordered_list),
    isInside(nodes.ordered_list),
    'Mod-Shift-7',
    'Ctrl+Shift+7',
  ),
  tool('引文', '引文', quote, isInside(nodes.blockquote), 'Mod-Shift-9', 'Ctrl+Shift+9'),
  {
    name: '链接',
    sign: '链接',
    opens: 'link',
    key: 'Mod-k',
    keys: 'Ctrl+K',
    isOn: markIsOn(marks.link),
  },
  { name: '插入表格', sign: '表格', run: insertTable, key: 'Mod-Alt-t', keys: 'Ctrl+Alt+T' },
]

export const TABLE_TOOLS = [
  { name: '上面插入一行', run: addRowBefore, key: 'Alt-Shift-ArrowUp', keys: 'Alt+Shift+↑' },
  { name: '下面插入一行', run: addRowAfter, key: 'Alt-Shift-ArrowDown', keys: 'Alt+Shift+↓' },
  { name: '左边插入一列', run: addColumnBefore, key: 'Alt-Shift-ArrowLeft', keys: 'Alt+Shift+←' },
  { name: '右边插入一列', run: addColumnAfter, key: 'Alt-Shift-ArrowRight', keys: 'Alt+Shift+→' },
  { name: '删除这一行', run: deleteRow, key: 'Alt-Shift-Backspace', keys: 'Alt+Shift+退格' },
  { name: '删除这一列', run: deleteColumn, key: 'Alt-Shift-Delete', keys: 'Alt+Shift+Delete' },
  { name: '合并所选单元格', run: mergeCells, key: 'Alt-Shift-m', keys: 'Alt+Shift+M' },
  { name: '拆分单元格', run: splitCell, key: 'Alt-Shift-s', keys: 'Alt+Shift+S' },
  { name: '首行作表头', run: toggleHeaderRow, key: 'Alt-Shift-h', keys: 'Alt+Shift+H' },
  { name: '单元格作表头', run: toggleHeaderCell, key: 'Alt-Shift-c', keys: 'Alt+Shift+C' },
  { name: '删除整个表格', run: deleteTable, key: 'Alt-Shift-x', keys: 'Alt+Shift+X' },
]

export { isInTable }

function tool(name, sign, run, isOn, key, keys) {
  return { name, sign, run, isOn, key, keys }
}

/** A new line inside a cell, an item or a paragraph. */
function lineBreak(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
  return true
}

/** Tab moves only between the cells of a table; from the last one, and anywhere else, it leaves the editor. */
export const KEYS = {
  Enter: splitListItem(nodes.list_item),
  'Shift-Enter': lineBreak,
  'Mod-]': sinkListItem(nodes.list_item),
  'Mod-[': liftListItem(nodes.list_item),
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
  'Mod-Shift-z': redo,
}
