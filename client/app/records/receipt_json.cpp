#include "client/app/records/receipt_json.h"

namespace mingchou::client {
namespace {

constexpr json::Size word_size{0, 64}, message_size{0, 4096};

}  // namespace

Result<Receipt> read_receipt(json::ObjectReader& object) {
  Receipt receipt;
  const auto result = receipt_result_from(MC_TRY(object.optional_text("receipt_result", word_size)).value_or(""));
  receipt.result = result.value_or(ReceiptResult::none);
  if (const auto message = MC_TRY(object.optional_text("receipt_message", message_size))) receipt.message = *message;
  receipt.on = CivilDate::parse(MC_TRY(object.optional_text("receipt_on", word_size)).value_or(""));
  return receipt;
}

void add_receipt(json::Writer& writer, const Receipt& receipt) {
  if (receipt.result != ReceiptResult::none) writer.field("receipt_result", text_of(receipt.result));
  if (receipt.message) writer.field("receipt_message", *receipt.message);
  if (receipt.on) writer.field("receipt_on", receipt.on->text());
}

}  // namespace mingchou::client
