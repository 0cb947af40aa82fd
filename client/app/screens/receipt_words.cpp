#include "client/app/screens/receipt_words.h"

#include "client/app/text/format.h"

namespace mingchou::client {

std::string_view receipt_result_words(const Ui& ui, ReceiptResult result) {
  switch (result) {
    case ReceiptResult::none:
      return ui.say(Text::receipt_none);
    case ReceiptResult::accepted:
      return ui.say(Text::receipt_accepted);
    case ReceiptResult::refused:
      return ui.say(Text::receipt_refused);
  }
  return ui.say(Text::value_unknown);
}

std::string receipt_words(const Ui& ui, const Receipt& receipt) {
  std::string words(receipt_result_words(ui, receipt.result));
  if (receipt.on)
    words = text(Text::receipt_dated, ui.language, {{"result", words}, {"date", date_text(*receipt.on, ui.language)}});
  if (receipt.message) words = text(Text::receipt_why, ui.language, {{"result", words}, {"message", *receipt.message}});
  return words;
}

ReceiptSign sign_of(ReceiptResult result) {
  switch (result) {
    case ReceiptResult::none:
      break;
    case ReceiptResult::accepted:
      return {Icon::success, Tone::success};
    case ReceiptResult::refused:
      return {Icon::warning, Tone::warning};
  }
  return {Icon::waiting, Tone::neutral};
}

}  // namespace mingchou::client
