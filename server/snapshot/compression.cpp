#include "server/snapshot/compression.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>

namespace mingchou::server {
namespace {

constexpr int brotli_quality = 5;
/// A window of 4 MiB covers a whole part.
constexpr int brotli_window_bits = 22;
constexpr int gzip_level = 6;
/// The largest window, and 16 more for the header of gzip.
constexpr int gzip_window_bits = 15 + 16;
constexpr int gzip_memory_level = 8;

std::uint8_t* bytes_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }
const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

}  // namespace

Result<std::string> compress_brotli(std::string_view bytes) {
  std::string compressed(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = compressed.size();
  if (BrotliEncoderCompress(brotli_quality, brotli_window_bits, BROTLI_MODE_TEXT, bytes.size(), bytes_of(bytes), &size,
                            bytes_of(compressed)) == BROTLI_FALSE)
    return fail(Error("server.internal").because("Brotli failed"));
  compressed.resize(size);
  compressed.shrink_to_fit();
  return compressed;
}

Result<std::string> unpack_brotli(std::string_view compressed, std::size_t bytes) {
  std::string text(bytes, '\0');
  std::size_t size = text.size();
  const auto result = BrotliDecoderDecompress(compressed.size(), bytes_of(compressed), &size, bytes_of(text));
  if (result != BROTLI_DECODER_RESULT_SUCCESS || size != bytes)
    return fail(Error("server.internal").because("no Brotli text of that size"));
  return text;
}

Result<std::string> compress_gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_window_bits, gzip_memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
    return fail(Error("server.internal").because("zlib does not begin"));
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = const_cast<Bytef*>(bytes_of(bytes));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(compressed);
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int result = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) return fail(Error("server.internal").because("zlib failed"));
  return compressed;
}

}  // namespace mingchou::server
