/**
 * What an act came to, said once on the page the person lands on: `seeOther(reply, withDone(path, 'published'))`, and
 * there `doneMessage(request.query)`. A code from a fixed list travels in the address, never a sentence.
 */
const MESSAGES = {
  saved: '已保存。',
  submitted: '已送保密审查。',
  reviewed: '已签署审查结论。',
  returned: '已退回修改。',
  published: '已发布，公开平台上立即可见。',
  checked: '已检查，结果见下。',
  'answer-recorded': '已登记答复，请继续审查。',
  scheduled: '已批准，到时自动发布。',
  unscheduled: '已取消定时发布。',
  'embargo-saved': '已保存限制公开的时间。',
  'preview-revoked': '已收回，链接立即失效。',
  'copy-taken': '已换成副本，检查结果见下。',
  'attachments-saved': '附件已保存。此前的审查对现在的内容无效。',
  'edition-started': '已建立修改稿；修改稿发布以前，公开平台上仍是原来的版本。',
  registered: '已登记。',
  'step-taken': '已办理，见下面的办理经过。',
  recorded: '已登记。',
  'step-recorded': '已办理。',
  'catalogue-adopted': '已核定，目录自起算日期起按调整后的内容执行。',
  voided: '已作废，这条登记仍可看到，但不再计数。',
  'report-opened': '已建立年度报告，表格里的数字取自台账和登记簿。',
  'report-locked': '已锁定，校验值已生成。',
  'report-unlocked': '已解除锁定，理由已留存。',
  'report-published': '已公布，公开平台上立即可见。',
  'user-added': '已添加用户。',
  'user-switched': '已更改用户状态，该用户原有的登录随即失效。',
  'letter-drawn': '已生成草稿，请核对后定稿。',
  'letter-final': '已定稿，此后不能再改。',
  'letter-discarded': '已作废。',
  'attachments-added': '已上传，检查结果见下。',
  'attachment-accepted': '已记下保留的理由。',
  'attachment-copied': '已用副本代替原来的文件，请打开核对。',
  'attachment-checked': '已重新检查。',
  'attachment-removed': '已移除。',
  'notice-imported': '已导入放假通知，按新的安排计算期限。',
  'filing-reviewed': '已签署备案审查，该单位可以看到。',
  'number-given': '已编登记号，写进了稿子。',
  'act-declared': '已写进稿子；文件发布时，对方文件同时标注。',
  'interpretation-drafted': '已起草解读，与文件一样送审、发布。',
  'published-together': '文件和解读已同时发布。',
  'cleanup-opened': '已发起清理，各起草单位可以提出意见了。',
  'cleanup-moved': '已办理，清理进入下一步。',
  'cleanup-issued': '已起草清理结果。送审、发布以后，所列文件同时标注；发布以前不作任何标注。',
  'answer-drafted': '已起草答复，送审、发布以后在文件页面公开。',
  'correction-settled': '已办结，读者凭受理号可以看到答复。',
  'question-closed': '已办结，不作公开答复。',
  'clock-signed': '已重算期限，签署记入办理经过。',
} as const

export type Done = keyof typeof MESSAGES

export function withDone(path: string, done: Done): string {
  return `${path}?done=${done}`
}

export function doneMessage(query: unknown): string | undefined {
  const code = (query as { done?: unknown }).done
  return typeof code === 'string' && Object.hasOwn(MESSAGES, code)
    ? MESSAGES[code as Done]
    : undefined
}
