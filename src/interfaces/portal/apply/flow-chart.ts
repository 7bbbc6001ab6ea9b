import { html, type Html } from '../../../platform/web/html.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
  readonly side?: boolean
}

const WIDTH = 190
const HEIGHT = 56
const MIDDLE = 20
const RIGHT = 270

const BOXES: readonly Box[] = [
  { x: MIDDLE, y: 10, lines: ['提交申请', '网上、当面、邮寄等'] },
  { x: MIDDLE, y: 110, lines: ['登记，确定收到之日', '期限自次一工作日起算'] },
  { x: MIDDLE, y: 210, lines: ['审核', '查找信息，判断能否公开'] },
  { x: MIDDLE, y: 310, lines: ['审签', '保密、法律审核，负责人签发'] },
  { x: MIDDLE, y: 410, lines: ['答复', '20个工作日内'] },
  { x: MIDDLE, y: 510, lines: ['送达，归档', '不服的，复议或者诉讼'] },
  { x: RIGHT, y: 110, lines: ['补正', '收到后期限重新起算'], side: true },
  { x: RIGHT, y: 210, lines: ['征求意见', '时间不计入答复期限'], side: true },
  { x: RIGHT, y: 310, lines: ['收取信息处理费', '仅限数量、频次明显过多'], side: true },
  { x: RIGHT, y: 410, lines: ['延长答复', '最多20个工作日，告知申请人'], side: true },
]

/** The road of an application, in presentation attributes only. The list beside it says the same in words. */
export function flowChart(): Html {
  return html`<svg
    class="mq-flow"
    role="img"
    aria-labelledby="flow-title"
    viewBox="0 0 480 580"
    width="480"
    height="580"
    font-size="14"
    text-anchor="middle"
  >
    <title id="flow-title">依申请公开办理流程图，文字说明见下</title>
    <g stroke="#4a4f55" fill="none">${[110, 210, 310, 410, 510].map(downTo)}${sideArrows()}</g>
    ${BOXES.map(box)}
  </svg>`
}

function box({ x, y, lines: [first = '', second = ''], side }: Box): Html {
  const centre = x + WIDTH / 2
  return html`<g>
    <rect
      x="${x}"
      y="${y}"
      width="${WIDTH}"
      height="${HEIGHT}"
      fill="${side ? '#fff' : '#f7eded'}"
      stroke="${side ? '#4a4f55' : '#a8181c'}"
      stroke-dasharray="${side ? '5 3' : 'none'}"
    />
    <text x="${centre}" y="${y + 24}" font-weight="bold" fill="#1f2328">${first}</text>
    <text x="${centre}" y="${y + 44}" font-size="12.5" fill="#1f2328">${second}</text>
  </g>`
}

function downTo(y: number): Html {
  const x = MIDDLE + WIDTH / 2
  return html`<path d="M${x} ${y - 44}V${y - 2}m-5 -7l5 7l5 -7" />`
}

/** Between 审核 and what may come in between: there and back. */
function sideArrows(): Html {
  const bus = MIDDLE + WIDTH + 30
  const stub = (y: number) => html`<path d="M${bus} ${y}H${RIGHT - 2}m-7 -5l7 5l-7 5" />`
  return html`<path
      d="M${MIDDLE + WIDTH} 238H${bus}M${bus} 138V438"
    />${[138, 238, 338, 438].map(stub)}`
}
