// What the app imports from JavaScript for its fonts: pictures of characters, within a frame, and the rest of its
// own font, later. Linked by --js-library. The object `fonts` comes from client/shell/fonts.js.
addToLibrary({
  // Writes width, height, left, top, advance, coloured to `metrics`. Returns the pixels, which the caller frees; null
  // with metrics if there are none to see, and null with a negative width if the browser has no glyph.
  fonts_rasterize__deps: ['$UTF8ToString', 'malloc'],
  fonts_rasterize: function (text, em_px, metrics) {
    var picture = Module['fonts'].rasterize(UTF8ToString(text), em_px);
    var bytes = picture ? picture.pixels.length : 0;
    // Allocating can move the heap, so before anything is written to it.
    var address = bytes > 0 ? _malloc(bytes) : 0;
    if (address) HEAPU8.set(picture.pixels, address);
    HEAPF32.set(picture && (address || bytes === 0)
      ? [picture.width, picture.height, picture.left, picture.top, picture.advance, picture.coloured ? 1 : 0]
      : [-1, 0, 0, 0, 0, 0], metrics >> 2);
    return address;
  },

  fonts_fetch_rest: function () {
    Module['fonts'].fetchRest();
  },
});
