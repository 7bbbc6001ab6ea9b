import type {
  DecisionsForm,
  ItemForm,
  ProcurementForm,
} from '../../src/domain/supervision/registers.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

/** Items of the office, and the day on which one of them was given up. */
export const ITEMS: readonly { readonly form: ItemForm; readonly endedOn?: string }[] = [
  item('other_services', '示例服务事项：档案查阅', '2016-05-03'),
  item('other_services', '示例服务事项：会议场所预约', '2017-03-01'),
  item('other_services', '示例服务事项：印章刻制证明', '2018-09-10'),
  item('other_services', '示例服务事项：政策咨询', '2020-07-01'),
  { ...item('penalty', '示例处罚事项一', '2015-11-02'), endedOn: '2020-09-28' },
  item('penalty', '示例处罚事项二', '2016-02-15'),
  item('coercion', '示例强制事项', '2016-02-15'),
]

function item(kind: ItemForm['kind'], name: string, since: string): { readonly form: ItemForm } {
  return { form: { kind, name, basis: undefined, since: day(since) } }
}

/** 其他对外管理服务事项 has no entry for 2020: its cell stays blank, as published. */
export const DECISIONS: readonly DecisionsForm[] = [
  decisions('licensing', '2020-01-01', '2020-12-31'),
  decisions('penalty', '2020-01-01', '2020-12-31'),
  decisions('coercion', '2020-01-01', '2020-12-31'),
  decisions('licensing', '2026-01-01', '2026-09-30'),
  decisions('penalty', '2026-01-01', '2026-09-30'),
  decisions('coercion', '2026-01-01', '2026-09-30'),
]

function decisions(kind: DecisionsForm['kind'], from: string, to: string): DecisionsForm {
  return { kind, periodFrom: day(from), periodTo: day(to), decisions: 0, note: undefined }
}

/** Five projects of 2020, 1,462,243 元 together. */
export const PROCUREMENT: readonly ProcurementForm[] = [
  project('示例项目：办公设备采购', '2020-03-18', '386500.00'),
  project('示例项目：网站运行维护服务', '2020-04-27', '298000.00'),
  project('示例项目：会议系统改造', '2020-06-11', '412743.00'),
  project('示例项目：印刷服务', '2020-09-02', '215000.00'),
  project('示例项目：政务公开培训服务', '2020-10-20', '150000.00'),
]

function project(name: string, contractedOn: string, amountYuan: string): ProcurementForm {
  return { project: name, contractedOn: day(contractedOn), amountYuan }
}
