import type { DemoArrival, DemoCase } from './demo-case.ts'
import { internalAffairs, notHeld, partlyOpen, provided } from './replies.ts'

/** Cases of the running year in every state, so that today's work and the clock have something to show. All invented. */
export const REQUESTS_2026: readonly DemoCase[] = [
  {
    arrival: online('2026-08-24', '示例申请人己', '示例大厅窗口轮岗安排表'),
    reply: internalAffairs('窗口轮岗安排表'),
    draftedOn: '2026-09-02',
    secrecyOn: '2026-09-03',
    legalOn: '2026-09-04',
    signedOn: '2026-09-07',
    delivery: { way: 'platform', on: '2026-09-08', proof: '平台发送记录（示例）' },
    closedOn: '2026-09-10',
    remedy: { kind: 'reconsideration', body: '示例复议机关', on: '2026-10-16' },
  },
  {
    arrival: {
      ...online('2026-10-20', '示例研究院', '示例开放数据目录的更新记录'),
      applicantClass: 'research',
    },
    reply: provided('开放数据目录更新记录'),
    draftedOn: '2026-10-28',
    secrecyOn: '2026-10-28',
    legalOn: '2026-10-29',
    signedOn: '2026-10-30',
    delivery: { way: 'platform', on: '2026-11-02', proof: '平台发送记录（示例）' },
  },
  {
    arrival: {
      channel: 'in_person',
      arrivedOn: '2026-10-26',
      applicantClass: 'natural_person',
      applicantName: '示例申请人庚',
      subject: '示例文化活动的经费安排',
      wantedForm: 'paper',
      wantedRoute: 'in-person',
    },
    reply: provided('文化活动经费安排表'),
    draftedOn: '2026-11-05',
    secrecyOn: '2026-11-06',
    legalOn: '2026-11-09',
    signedOn: '2026-11-12',
  },
  {
    arrival: {
      channel: 'registered_mail',
      arrivedOn: '2026-10-28',
      signedOn: '2026-10-28',
      applicantClass: 'company',
      applicantName: '示例建设有限公司',
      subject: '示例项目的公示反馈意见',
      wantedForm: 'paper',
      wantedRoute: 'post',
    },
    reply: partlyOpen(
      '反馈意见汇总',
      '反馈人的姓名和电话',
      '属于个人隐私，公开会损害第三方合法权益',
      '2026-11-10',
    ),
    draftedOn: '2026-11-10',
    secrecyOn: '2026-11-11',
    legalOn: '2026-11-13',
  },
  {
    arrival: online('2026-11-03', '示例申请人辛', '示例路段停车泊位的设置方案'),
    reply: notHeld('停车泊位设置方案', '停车 泊位 方案', '2026-11-13'),
    draftedOn: '2026-11-16',
  },
  { arrival: online('2026-11-10', '示例申请人壬', '示例产业园2025年度考核结果') },
  {
    arrival: {
      channel: 'ordinary_mail',
      arrivedOn: '2026-11-18',
      applicantClass: 'natural_person',
      applicantName: '示例申请人癸',
      subject: '示例村居公共服务设施的建设计划',
      wantedForm: 'paper',
      wantedRoute: 'post',
    },
  },
]

/** Sent over the internet, confirmed by telephone on the day it arrived. */
function online(arrivedOn: string, applicantName: string, subject: string): DemoArrival {
  return {
    channel: 'internet',
    arrivedOn,
    confirmedOn: arrivedOn,
    confirmedBy: 'phone',
    applicantClass: 'natural_person',
    applicantName,
    subject,
    wantedForm: 'electronic',
    wantedRoute: 'platform',
  }
}
