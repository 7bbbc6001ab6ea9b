import type { AssistanceForm, ReplyForm } from '../../src/domain/requests/assistance/assistance.ts'

/** An investigation for another organ, or by it for us. Days are ISO text. */
export interface DemoAssistance {
  readonly direction: AssistanceForm['direction']
  readonly organ: string
  readonly about: string
  readonly begunOn: string
  readonly reply?: {
    readonly on: string
    readonly result: ReplyForm['result']
    readonly text: string
  }
}

/** The ten of 2020 that the report tells of; organs, matters and days are invented. They enter no table. */
const OF_2020: readonly DemoAssistance[] = [
  answered('示例市政府办公室', '示例会议的承办单位', '2020-02-24', '2020-03-04', 'provided'),
  answered('示例市政府办公室', '示例文件的印发范围', '2020-03-16', '2020-03-25', 'provided'),
  answered('示例市自然资源局', '示例地块的移交记录', '2020-04-15', '2020-04-30', 'partly'),
  answered('示例市住建局', '示例小区的物业备案', '2020-05-12', '2020-05-21', 'not-ours'),
  answered('示例市民政局', '示例社区的区划调整', '2020-06-10', '2020-06-18', 'provided'),
  answered('示例市财政局', '示例项目的拨款凭证', '2020-07-13', '2020-07-24', 'not-held'),
  answered('示例市政府办公室', '示例信访事项的办理', '2020-08-19', '2020-08-28', 'provided'),
  answered('示例市教育局', '示例学校的建设批复', '2020-09-21', '2020-09-29', 'not-held'),
  answered('示例市人社局', '示例人员的任职文件', '2020-10-20', '2020-10-30', 'partly'),
  answered('示例市政府办公室', '示例规划的征求意见', '2020-11-18', '2020-11-27', 'provided'),
]

/** The running year's: one to be answered, one that another organ owes us. */
const OF_2026: readonly DemoAssistance[] = [
  {
    direction: 'incoming',
    organ: '示例市司法局',
    about: '示例合同的签订情况',
    begunOn: '2026-11-12',
  },
  { direction: 'outgoing', organ: '示例档案馆', about: '示例批复的原件', begunOn: '2026-11-05' },
]

export const ASSISTANCE: readonly DemoAssistance[] = [...OF_2020, ...OF_2026]

function answered(
  organ: string,
  about: string,
  begunOn: string,
  on: string,
  result: ReplyForm['result'],
): DemoAssistance {
  const reply = { on, result, text: `已就${about}复函（示例）。` }
  return { direction: 'incoming', organ, about, begunOn, reply }
}
