// What the provincial platform answered about an entry, in words and as a sign. Draws nothing.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"
#include "shared/registry/entities.h"

namespace mingchou::client {

inline constexpr std::array receipt_results{ReceiptResult::none, ReceiptResult::accepted, ReceiptResult::refused};

std::string_view receipt_result_words(const Ui& ui, ReceiptResult result);
/// "被退回（2026年9月20日）：住所与登记不一致"
std::string receipt_words(const Ui& ui, const Receipt& receipt);

struct ReceiptSign {
  Icon icon;
  Tone tone;
};
ReceiptSign sign_of(ReceiptResult result);

}  // namespace mingchou::client
