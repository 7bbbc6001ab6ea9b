/** The building blocks of event payloads: how a value of ours stands in the JSON of an event. */
import { z } from 'zod'

/** A legal day: `Temporal.PlainDate` in memory, `yyyy-mm-dd` in the event. */
export const Day = z.codec(z.iso.date(), z.instanceof(Temporal.PlainDate), {
  decode: (text) => Temporal.PlainDate.from(text),
  encode: (day) => day.toString(),
})

// PostgreSQL stores neither NUL nor half a surrogate pair; input fields remove both before anything gets here
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed()

/** Text that JSONB gives back exactly as it was hashed. */
export const Text = z.string().refine(storable, '文字中有无法保存的字符')

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const Count = z.int().positive()

/** A list of the law as the form fields want it: they refuse an empty choice at compile time. */
export function nonEmpty<T extends string>(list: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = list
  if (first === undefined) throw new Error('an empty list offers no choice')
  return [first, ...rest]
}
