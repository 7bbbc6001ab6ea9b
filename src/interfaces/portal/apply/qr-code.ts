import { encode } from 'uqr'
import { html, type Html } from '../../../platform/web/html.ts'

/** The quiet zone that readers want around the code, in modules. */
const MARGIN = 4

/** A QR code as inline SVG: one path, black on white, printable, without any style a policy could refuse. */
export function qrCode(text: string, reads: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = size + 2 * MARGIN
  const modules = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  )
  return html`<svg
    class="mq-qr"
    role="img"
    aria-label="${reads}"
    viewBox="0 0 ${side} ${side}"
    width="160"
    height="160"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#fff" />
    <path d="${modules.join('')}" fill="#000" />
  </svg>`
}
