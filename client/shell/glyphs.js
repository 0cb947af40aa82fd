// Draws characters with the fonts that the browser has, for those that the app's own fonts lack. Runs in the worker.
//
// Nobody says whether a browser has a glyph: it draws a box ("tofu") for what it lacks. So the picture is compared
// with that of a code point that never has one.

const FAMILIES = '"PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif, '
  + '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"';
const NEVER_A_CHARACTER = '\u{10FFFE}';
/** Bounds of one picture: glyph_limits of client/app/ui/font_provider.h. */
const WIDTH_PX_MAX = 2048;
const HEIGHT_PX_MAX = 512;
/** Sizes are few, but a zoom by fingers makes many. */
const TOFU_KEPT_MAX = 32;
/** Weaker edges and shades may be rounding. */
const ALPHA_MIN = 32;
const COLOUR_MIN = 40;

/** @typedef {{width: number, height: number, left: number, top: number, advance: number, coloured: boolean, pixels: Uint8ClampedArray}} Picture */

export function makeGlyphs(makeCanvas = (width, height) => new OffscreenCanvas(width, height)) {
  const canvas = makeCanvas(64, 64);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const tofus = new Map();

  /** Setting the size resets everything else. */
  function prepare(px) {
    context.font = `${px}px ${FAMILIES}`;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    context.direction = 'ltr';
    context.fillStyle = '#000';
    if ('lang' in context) context.lang = 'zh-CN';
  }

  /** @returns {Picture} */
  function draw(text, px) {
    prepare(px);
    const measured = context.measureText(text);
    const left = Math.floor(-measured.actualBoundingBoxLeft) - 1;
    const top = Math.floor(-measured.actualBoundingBoxAscent) - 1;
    const width = Math.min(WIDTH_PX_MAX, Math.ceil(measured.actualBoundingBoxRight) + 1 - left);
    const height = Math.min(HEIGHT_PX_MAX, Math.ceil(measured.actualBoundingBoxDescent) + 1 - top);
    const picture = { width: 0, height: 0, left, top, advance: Math.max(0, measured.width), coloured: false, pixels: new Uint8ClampedArray(0) };
    if (!(width > 2 && height > 2)) return picture;
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
      prepare(px);
    }
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillText(text, -left, -top);
    const { data } = context.getImageData(0, 0, width, height);
    return { ...picture, width, height, pixels: data };
  }

  const isBlank = ({ pixels }) => !pixels.some((value, i) => i % 4 === 3 && value > 0);

  const looksLike = (a, b) => a.width === b.width && a.height === b.height && a.advance === b.advance
    && a.pixels.every((value, i) => value === b.pixels[i]);

  function tofu(px) {
    if (!tofus.has(px)) {
      if (tofus.size >= TOFU_KEPT_MAX) tofus.clear();
      tofus.set(px, draw(NEVER_A_CHARACTER, px));
    }
    return tofus.get(px);
  }

  /** Black was asked for, so whatever shows a colour has colours of its own. */
  function isColoured({ pixels }) {
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i + 3] > ALPHA_MIN && Math.max(pixels[i], pixels[i + 1], pixels[i + 2]) > COLOUR_MIN) return true;
    }
    return false;
  }

  function whiten({ pixels }) {
    for (let i = 0; i < pixels.length; i += 4) pixels[i] = pixels[i + 1] = pixels[i + 2] = 255;
  }

  return {
    /** The text as one picture, white if it has no colours of its own; null if the browser has no glyph for it. */
    rasterize(text, px) {
      const first = String.fromCodePoint(text.codePointAt(0));
      const picture = draw(text, px);
      if (looksLike(first === text ? picture : draw(first, px), tofu(px))) return null;
      if (isBlank(picture)) {
        if (!/^[\p{White_Space}\u2800]+$/u.test(text)) return null;
        return { ...picture, width: 0, height: 0, pixels: new Uint8ClampedArray(0) };
      }
      picture.coloured = isColoured(picture);
      if (!picture.coloured) whiten(picture);
      return picture;
    },
  };
}
