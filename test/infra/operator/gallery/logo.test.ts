import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { type LogoSize, logoFaults, logoSizes } from '../../../../infra/operator/gallery/answers/logo.ts';

type Rgba = readonly [number, number, number, number];
const clear: Rgba = [0, 0, 0, 0];
const blue: Rgba = [20, 60, 200, 255];
const white: Rgba = [255, 255, 255, 255];

/** A picture: the middle half in one colour, the rest in another. */
function picture(middle: Rgba, around: Rgba, size: LogoSize = logoSizes.square): Uint8Array {
  const { width, height } = size;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isMiddle = x > width / 4 && x < (width * 3) / 4 && y > height / 4 && y < (height * 3) / 4;
      data.set(isMiddle ? middle : around, (y * width + x) * 4);
    }
  }
  return encode({ width, height, data, depth: 8, channels: 4 });
}

describe('a logo', () => {
  it.each(['square', 'rectangle'] as const)('is right as a %s with a transparent background', (name) => {
    expect(logoFaults(picture(blue, clear, logoSizes[name]), logoSizes[name])).toEqual([]);
  });

  it.each<[string, Uint8Array, string]>([
    ['of another size', picture(blue, clear, logoSizes.rectangle), '150 × 122 pixels, not 215 × 215'],
    ['with a white background', picture(blue, white), 'background is white'],
    ['with a coloured background', picture(white, blue), '4 of 4 corners are opaque'],
    ['that is white alone', picture(white, clear), 'white alone'],
    ['without a visible pixel', picture(clear, clear), 'shows nothing'],
    ['that is a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'not a PNG'],
    ['that is cut off', picture(blue, clear).slice(0, 200), 'cannot be read'],
    ['that has no header', Buffer.from('89504e470d0a1a0a', 'hex'), '0 × 0 pixels'],
    [
      'of several megabytes',
      new Uint8Array([...picture(blue, clear), ...new Uint8Array(1_000_001)]),
      'bytes',
    ],
  ])('%s has a fault', (_, file, fault) => {
    const faults = logoFaults(file, logoSizes.square);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('of a great size is refused by its header, before it is unpacked', () => {
    const file = Buffer.from(picture(blue, clear));
    file.writeUInt32BE(60_000, 16);
    file.writeUInt32BE(60_000, 20);
    expect(logoFaults(file, logoSizes.square)).toEqual(['It has 60000 × 60000 pixels, not 215 × 215.']);
  });

  it('with a palette is read by the opacity of its colours', () => {
    const { width, height } = logoSizes.square;
    const pixels = new Uint8Array(width * height).fill(0);
    pixels[Math.floor(pixels.length / 2)] = 1;
    const file = (opacity: number) =>
      indexedPng(
        width,
        height,
        pixels,
        [
          [255, 255, 255],
          [20, 60, 200],
        ],
        [opacity, 255],
      );
    expect(logoFaults(file(0), logoSizes.square)).toEqual([]);
    expect(logoFaults(file(255), logoSizes.square)).toEqual([
      'Its background is white. Make it transparent.',
    ]);
  });

  it('in grey with opacity is read', () => {
    const { width, height } = logoSizes.square;
    const data = new Uint8Array(width * height * 2);
    data.set([90, 255], Math.floor(data.length / 4) * 2);
    expect(logoFaults(encode({ width, height, data, depth: 8, channels: 2 }), logoSizes.square)).toEqual([]);
  });
});

/** A PNG with a palette, which fast-png does not write. */
function indexedPng(
  width: number,
  height: number,
  pixels: Uint8Array,
  palette: readonly (readonly number[])[],
  opacities: readonly number[],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => [0, ...pixels.subarray(y * width, (y + 1) * width)]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('tRNS', Buffer.from(opacities)),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
