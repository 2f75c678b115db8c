import { convertIndexedToRgb, type DecodedPng, decode, hasPngSignature } from 'fast-png';

/** A logo that the gallery asks for, in pixels. */
export interface LogoSize {
  readonly width: number;
  readonly height: number;
}

/** The two logos that the publishing page asks for. */
export const logoSizes = {
  square: { width: 215, height: 215 },
  rectangle: { width: 150, height: 122 },
} as const satisfies Readonly<Record<string, LogoSize>>;

/** The largest file that is read, in bytes: a logo of this size has some kilobytes. */
const largestLogoBytes = 1_000_000;

/** A pixel counts as white from this brightness of each of its colours on, of 1. */
const white = 0.96;
/** A pixel is transparent below this opacity, of 1. */
const transparent = 0.04;

/**
 * Returns what is wrong with a logo, a sentence each; nothing for one that the gallery takes: a PNG of exactly the size,
 * whose four corners are transparent and which is neither white nor empty.
 */
export function logoFaults(file: Uint8Array, { width, height }: LogoSize): readonly string[] {
  if (!hasPngSignature(file)) return ['It is not a PNG file.'];
  if (file.length > largestLogoBytes) return [`It has ${file.length} bytes; a logo has some thousands.`];
  const size = sizeOf(file);
  if (size.width !== width || size.height !== height) {
    return [`It has ${size.width} × ${size.height} pixels, not ${width} × ${height}.`];
  }
  let image: DecodedPng;
  try {
    image = decode(file, { checkCrc: true });
  } catch (error) {
    return [`It cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
  return faultsOf(pixelsOf(image), image);
}

/** Reads the size of the header (IHDR), so that no image of another size is unpacked. */
function sizeOf(file: Uint8Array): LogoSize {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return file.length < 24
    ? { width: 0, height: 0 }
    : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Colours and opacity from 0 to 1. */
type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

function faultsOf(pixels: readonly Pixel[], { width, height }: LogoSize): readonly string[] {
  const at = (x: number, y: number) => pixels[y * width + x];
  const corners = [at(0, 0), at(width - 1, 0), at(0, height - 1), at(width - 1, height - 1)];
  const opaque = corners.filter((pixel) => pixel !== undefined && pixel[3] >= transparent);
  const visible = pixels.filter(([, , , opacity]) => opacity >= 0.5);
  if (visible.length === 0) return ['It shows nothing: every pixel is transparent.'];
  if (opaque.length > 0) {
    return opaque.every((pixel) => pixel !== undefined && isWhite(pixel))
      ? ['Its background is white. Make it transparent.']
      : [`Its background is not transparent: ${opaque.length} of 4 corners are opaque.`];
  }
  return visible.every(isWhite) ? ['It is white alone: on a white page no one sees it.'] : [];
}

function isWhite([red, green, blue]: Pixel): boolean {
  return red >= white && green >= white && blue >= white;
}

/** Returns the pixels from the first row on, whatever way the PNG has of writing them. */
function pixelsOf(image: DecodedPng): readonly Pixel[] {
  const { palette, width, height, transparency } = image;
  const data = palette === undefined ? image.data : convertIndexedToRgb({ ...image, palette });
  const channels = palette === undefined ? image.channels : (palette[0]?.length ?? 3);
  const highest = palette === undefined ? 2 ** image.depth - 1 : 255;
  return Array.from({ length: width * height }, (_, index): Pixel => {
    const values = [...data.subarray(index * channels, (index + 1) * channels)];
    const [first = 0, second = 0, third = 0, fourth = highest] =
      channels < 3 ? [values[0] ?? 0, values[0] ?? 0, values[0] ?? 0, values[1] ?? highest] : values;
    // A colour that stands for transparent (tRNS), of an image without opacity of its own.
    const isMarked =
      transparency !== undefined &&
      palette === undefined &&
      values.every((value, channel) => value === transparency[channel]);
    return [first / highest, second / highest, third / highest, isMarked ? 0 : fourth / highest];
  });
}
