import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { contentOf } from '../files/content.ts'
import { inspectContent } from '../files/inspect-content.ts'
import { qrPng, qrSvg } from './qr-image.ts'

const TEXT = 'https://xxgk.example.gov.cn/policy-packs/11371000004359440C/2020-01030'

test('the picture shows the modules of the code inside a quiet zone of four', async () => {
  const scale = 3
  const png = qrPng(TEXT, scale)
  expect(await inspectContent(contentOf(png))).toBe('png')
  const { data, size } = encode(TEXT, { ecc: 'M', border: 0 })
  const pixels = (size + 8) * scale
  expect(png.readUInt32BE(16)).toBe(pixels)
  const dataLength = png.readUInt32BE(33)
  const image = inflateSync(png.subarray(41, 41 + dataLength))
  const lineBytes = 1 + Math.ceil(pixels / 8)
  expect(image.length).toBe(pixels * lineBytes)
  const isDark = (x: number, y: number) =>
    (image[y * lineBytes + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0
  for (let y = 0; y < size + 8; y += 1)
    for (let x = 0; x < size + 8; x += 1)
      for (const within of [0, scale - 1])
        expect(isDark(x * scale + within, y * scale + within)).toBe(data[y - 4]?.[x - 4] ?? false)
})

test('the drawing is one file with one path, without script or style', () => {
  const svg = qrSvg(TEXT)
  expect(svg.match(/<path/g)).toHaveLength(1)
  expect(svg).not.toMatch(/style|script|href/)
})
