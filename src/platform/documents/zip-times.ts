/**
 * Sets the time of every entry of a zip archive (.docx, .xlsx) to one moment, in place, so that the same document
 * gives the same bytes. The libraries stamp the wall clock.
 */
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22

export function setZipTimes(zip: Uint8Array, moment: Temporal.Instant): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = findEnd(view)
  const stamp = dosTime(moment)
  let entry = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== DIRECTORY_ENTRY) throw new Error('zip directory is damaged')
    const local = view.getUint32(entry + 42, true)
    view.setUint32(entry + 12, stamp, true)
    view.setUint32(local + 10, stamp, true)
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true))
    entry += 46 + name! + extra! + comment!
  }
  return zip
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - END_LENGTH; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  throw new Error('not a zip archive')
}

/** Date in the upper, time in the lower half, to two seconds; archives know no zone, so UTC. */
function dosTime(moment: Temporal.Instant): number {
  const { year, month, day, hour, minute, second } = moment.toZonedDateTimeISO('UTC')
  const date = ((Math.max(year, 1980) - 1980) << 9) | (month << 5) | day
  const time = (hour << 11) | (minute << 5) | (second >> 1)
  return ((date << 16) | time) >>> 0
}
